package org.openors.connector;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.openors.database.InTurn;

/** Closes the entries of calls whose node died, in one transaction. */
@Stateless
@InTurn
public class OverdueCalls {

    @Inject
    CallEntries entries;

    public void close() {
        entries.closeOverdue();
    }
}
