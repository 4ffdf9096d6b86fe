package org.openors.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openors.error.Overload;
import org.openors.figures.Figure;
import org.openors.figures.Figures;

/**
 * The turns of the transactions of this node: few work at once, and the others wait in the order in which they came, without a
 * connection.
 *
 * <ul>
 *   <li>On the embedded database one. Otherwise a crash while H2 writes one commit to the disk could leave a part of another
 *       transaction there. See ADR 16, and ADR 24 for the order of turn, connection and locks.
 *   <li>On PostgreSQL {@value #ON_POSTGRESQL}, of the pool's 32 connections. The others are for what does not wait here:
 *       health checks, sealing, and readers of the whole trail. See ADR 29.
 * </ul>
 */
@ApplicationScoped
public class TransactionTurns {

    static final int ON_POSTGRESQL = 24;

    /**
     * Equal to the statement timeout ({@code post-boot.asadmin}). It is long because the record of a refusal that gives
     * up is not in the audit trail.
     */
    static final Duration PATIENCE_ON_H2 = Duration.ofSeconds(60);

    /** As long as the pool lets a transaction wait for a connection. */
    static final Duration PATIENCE_ON_POSTGRESQL = Duration.ofSeconds(5);

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transactions;

    @Inject
    Figures figures;

    Duration patience;

    /** The thread whose transaction has the only turn; null if none has, and on PostgreSQL. */
    private volatile Thread writer;

    private boolean isEmbedded;
    private Semaphore turns;

    @PostConstruct
    void askTheDatabase() {
        isEmbedded = EmbeddedDatabase.isBehind(database);
        turns = new Semaphore(isEmbedded ? 1 : ON_POSTGRESQL, true);
        patience = isEmbedded ? PATIENCE_ON_H2 : PATIENCE_ON_POSTGRESQL;
        figures.gauge(Figure.TRANSACTIONS_WAITING, () -> turns.getQueueLength());
    }

    /** Whether the database is the embedded H2, not PostgreSQL. Known since the start. */
    public boolean areOfTheEmbeddedDatabase() {
        return isEmbedded;
    }

    /**
     * Waits until the caller's transaction may work; then it may until it completes. Call it before the transaction takes a
     * connection, or mark the transaction as {@link InTurn}. Idempotent within a transaction.
     *
     * @throws Overload if the wait took longer than a minute, on PostgreSQL 5 s
     * @throws IllegalStateException if there is no transaction, or if it was begun within one that has the only turn: that
     *     one is suspended, so the wait could not end
     */
    public void awaitTurn() {
        if (!awaitTurn(patience)) {
            figures.count(Figure.TURNS_REFUSED);
            throw new Overload();
        }
    }

    /**
     * As {@link #awaitTurn()}, but gives up after this time.
     *
     * @return whether the transaction may work
     */
    public boolean awaitTurn(Duration atMost) {
        return transactions.getResource(this) != null || takeTurn(atMost);
    }

    /** As {@link #awaitTurn} on the embedded database; on PostgreSQL anybody may write at any time. */
    public void awaitTurnToWrite() {
        if (isEmbedded) {
            awaitTurn();
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
            turns.release();
        }
    }

    private boolean takeTurn(Duration within) {
        if (Thread.currentThread() == writer) {
            throw new IllegalStateException("a transaction within one that has the only turn would wait for itself");
        }
        if (!acquireTurn(within)) {
            return false;
        }
        try {
            transactions.registerInterposedSynchronization(new Turn());
        } catch (RuntimeException noTransaction) {
            turns.release();
            throw noTransaction;
        }
        writer = isEmbedded ? Thread.currentThread() : null;
        transactions.putResource(this, turns);
        return true;
    }

    private boolean acquireTurn(Duration within) {
        try {
            return turns.tryAcquire(within.toMillis(), TimeUnit.MILLISECONDS);
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
            turns.release();
        }
    }
}
