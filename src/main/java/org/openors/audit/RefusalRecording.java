package org.openors.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.openors.database.InTurn;
import org.openors.database.TransactionTurns;
import org.openors.error.ErrorCode;

/** Records refusals and failures in a transaction of their own: nothing else commits with them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RefusalRecording {

    private static final Duration SHORT = Duration.ofSeconds(1);

    @Inject
    AuditTrail trail;

    @Inject
    TransactionTurns turns;

    /** Records the refusal of the current request. */
    @InTurn
    public void record(ErrorCode code) {
        trail.recordRefusal(code);
    }

    /**
     * As {@link #record(ErrorCode)}, but only if the turn is free within {@link #SHORT}: an import on the embedded database can
     * have it for a minute.
     *
     * @return whether it was recorded
     */
    public boolean recordIfFree(ErrorCode code) {
        if (!turns.awaitTurn(SHORT)) {
            return false;
        }
        trail.recordRefusal(code);
        return true;
    }

    /** Records refusals that were only counted, all or none. Under overload it does not wait with the requests. */
    public void record(Map<RefusalKind, RefusalCount> counts) {
        turns.awaitTurnToWrite();
        counts.forEach(trail::recordCount);
    }
}
