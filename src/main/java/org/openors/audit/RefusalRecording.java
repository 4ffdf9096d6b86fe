package org.openors.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.openors.http.Refused;

/** Records every refusal and failure in its own transaction: nothing else commits with it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RefusalRecording {

    @Inject
    AuditTrail trail;

    public void record(@Observes Refused refusal) {
        trail.recordRefusal(refusal.code());
    }
}
