package org.openors.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.openors.database.InTurn;
import org.openors.http.Refused;

/**
 * Records every refusal and failure in its own transaction: nothing else commits with it. Within a transaction it waits
 * until that one has ended: on the embedded database it could not get its turn before (ADR 24).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@InTurn
public class RefusalRecording {

    @Inject
    AuditTrail trail;

    public void record(@Observes(during = TransactionPhase.AFTER_COMPLETION) Refused refusal) {
        trail.recordRefusal(refusal.code());
    }
}
