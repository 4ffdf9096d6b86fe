package org.openors.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * Lets one transaction at a time write to the embedded database: what a transaction writes while H2 brings another's commit
 * to the disk may be there in part after a crash. See ADR 16.
 */
@ApplicationScoped
public class OneWriter {

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transactions;

    /** As long as a statement may take ({@code post-boot.asadmin}): a refusal that is given up is not in the trail. */
    Duration patience = Duration.ofSeconds(60);

    private final Semaphore turn = new Semaphore(1, true);
    private boolean isEmbedded;

    @PostConstruct
    void askTheDatabase() {
        isEmbedded = EmbeddedDatabase.isBehind(database);
    }

    /**
     * Returns when no other transaction writes; then the caller's transaction may, until it is completed. It is called before
     * the first write, and again before any other for all it matters.
     *
     * @throws Refusal {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if others wrote for a minute
     * @throws IllegalStateException if there is no transaction
     */
    public void awaitTurn() {
        if (isEmbedded && transactions.getResource(this) == null) {
            takeTurn();
        }
    }

    private void takeTurn() {
        if (!isMyTurnInTime()) {
            throw new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
        }
        try {
            transactions.registerInterposedSynchronization(new Turn());
        } catch (RuntimeException noTransaction) {
            turn.release();
            throw noTransaction;
        }
        transactions.putResource(this, turn);
    }

    private boolean isMyTurnInTime() {
        try {
            return turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private final class Turn implements Synchronization {

        @Override
        public void beforeCompletion() {}

        /** Called when the database has committed, or rolled back. */
        @Override
        public void afterCompletion(int status) {
            turn.release();
        }
    }
}
