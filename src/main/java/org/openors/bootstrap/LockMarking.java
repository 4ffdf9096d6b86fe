package org.openors.bootstrap;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import org.openors.credential.CredentialPolicy;
import org.openors.database.Jdbc;
import org.openors.database.TransactionTurns;

/** Marks some pairs as locked, in a transaction of its own. */
@Stateless
public class LockMarking {

    /** So many rows at most are locked at once, for some milliseconds. */
    static final int MOST = 500;

    /** The list goes by the mark and the attempts: a pair that was issued anew meanwhile is not in it. */
    private static final String MARK = "UPDATE bootstrap_credential SET lock_mark = 1"
            + " WHERE (study_id, mode, inventory_id) IN (SELECT study_id, mode, inventory_id FROM bootstrap_credential"
            + " WHERE redeemed_at IS NULL AND lock_mark IS NULL AND attempts >= ? FETCH FIRST " + MOST + " ROWS ONLY)";

    @Inject
    Jdbc jdbc;

    @Inject
    CredentialPolicy policy;

    @Inject
    TransactionTurns turns;

    /** Returns how many were marked, {@link #MOST} at most. */
    public int markSome() {
        turns.awaitTurnToWrite();
        return jdbc.run(connection -> markSome(connection, policy.maxAttempts()));
    }

    static int markSome(Connection connection, int maxAttempts) {
        return Jdbc.update(connection, MARK, maxAttempts);
    }
}
