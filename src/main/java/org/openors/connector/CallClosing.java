package org.openors.connector;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.openors.audit.PendingRecord;
import org.openors.database.TransactionTurns;

/**
 * Closes one entry of a call whose node died, in a transaction of its own. It is the service's own work: under overload it
 * does not wait with the requests.
 */
@Stateless
public class CallClosing {

    @Inject
    CallEntries entries;

    @Inject
    TransactionTurns turns;

    /** Returns whether the entry is gone. */
    public boolean close(CallEntry entry, PendingRecord record) {
        turns.awaitTurnToWrite();
        return entries.close(entry, record);
    }
}
