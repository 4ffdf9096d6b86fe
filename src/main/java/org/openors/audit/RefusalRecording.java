package org.openors.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Map;
import org.openors.database.InTurn;
import org.openors.database.Turns;
import org.openors.error.ErrorCode;

/** Records refusals and failures in a transaction of their own: nothing else commits with them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RefusalRecording {

    @Inject
    AuditTrail trail;

    @Inject
    Turns turns;

    /** Records the refusal of the current request. */
    @InTurn
    public void record(ErrorCode code) {
        trail.recordRefusal(code);
    }

    /** Records refusals that were only counted, all or none. Under overload it does not wait with the requests. */
    public void record(Map<RefusalKind, RefusalCount> counts) {
        turns.awaitTurnToWrite();
        counts.forEach(trail::recordCount);
    }
}
