package org.openors.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Map;
import org.openors.database.InTurn;
import org.openors.error.ErrorCode;

/** Records refusals and failures in a transaction of their own: nothing else commits with them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@InTurn
public class RefusalRecording {

    @Inject
    AuditTrail trail;

    /** Records the refusal of the current request. */
    public void record(ErrorCode code) {
        trail.recordRefusal(code);
    }

    /** Records refusals that were only counted, all or none. */
    public void record(Map<RefusalKind, RefusalCount> counts) {
        counts.forEach(trail::recordCount);
    }
}
