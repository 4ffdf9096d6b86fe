package org.openors.connector;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.openors.database.TransactionTurns;

/**
 * Closes the entries of calls whose node died, in one transaction. It is the service's own work: under overload it does not
 * wait with the requests.
 */
@Stateless
public class OverdueCalls {

    @Inject
    CallEntries entries;

    @Inject
    TransactionTurns turns;

    public void close() {
        turns.awaitTurnToWrite();
        entries.closeOverdue();
    }
}
