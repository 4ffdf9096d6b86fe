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
 * Lets one transaction at a time write to the embedded database. Otherwise a crash while H2 writes one commit to the
 * disk could leave a part of another transaction there. See ADR 16, and ADR 24 for the order of turn, connection and
 * locks.
 */
@ApplicationScoped
public class OneWriter {

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transactions;

    /**
     * Equal to the statement timeout ({@code post-boot.asadmin}). It is long because the record of a refusal that gives
     * up is not in the audit trail.
     */
    Duration patience = Duration.ofSeconds(60);

    private final Semaphore turn = new Semaphore(1, true);
    /** The thread whose transaction has the turn; null if none has. */
    private volatile Thread writer;

    private boolean isEmbedded;

    @PostConstruct
    void askTheDatabase() {
        isEmbedded = EmbeddedDatabase.isBehind(database);
    }

    /**
     * Waits until no other transaction writes. The caller's transaction may then write until it completes. Call it
     * before the transaction takes a connection, or mark the transaction as {@link InTurn}. Idempotent within a
     * transaction.
     *
     * @throws Refusal {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if the wait took longer than a minute
     * @throws IllegalStateException if there is no transaction, or if it was begun within one that has the turn: that
     *     one is suspended, so the wait could not end
     */
    public void awaitTurn() {
        if (isEmbedded && transactions.getResource(this) == null) {
            takeTurn();
        }
    }

    /**
     * Makes a change that is no transaction of the container's, at once on PostgreSQL, else if the turn is free within this
     * time.
     *
     * @return whether the change was made
     */
    public boolean writeIfFree(Duration within, Runnable change) {
        if (!isEmbedded) {
            change.run();
            return true;
        }
        if (!acquireTurn(within)) {
            return false;
        }
        try {
            change.run();
            return true;
        } finally {
            turn.release();
        }
    }

    private void takeTurn() {
        if (Thread.currentThread() == writer) {
            throw new IllegalStateException("a transaction within a writing one would wait for itself");
        }
        if (!acquireTurn(patience)) {
            throw new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
        }
        try {
            transactions.registerInterposedSynchronization(new Turn());
        } catch (RuntimeException noTransaction) {
            turn.release();
            throw noTransaction;
        }
        writer = Thread.currentThread();
        transactions.putResource(this, turn);
    }

    private boolean acquireTurn(Duration within) {
        try {
            return turn.tryAcquire(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private final class Turn implements Synchronization {

        @Override
        public void beforeCompletion() {}

        /** Called after the database has committed or rolled back. */
        @Override
        public void afterCompletion(int status) {
            writer = null;
            turn.release();
        }
    }
}
