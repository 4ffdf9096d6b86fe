package org.openors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.figures.Figure;
import org.openors.figures.Figures;
import org.openors.figures.ReadFigures;

class TransactionTurnsTest {

    private final TransactionTurns turns = new TransactionTurns();
    private final List<Synchronization> begun = new CopyOnWriteArrayList<>();
    private final TransactionOfThread transactions = new TransactionOfThread();
    private final Figures figures = new Figures();

    @BeforeEach
    void embed() {
        var h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:turns");
        turns.database = h2;
        turns.transactions = transactions.registry();
        turns.figures = figures;
        turns.askTheDatabase();
        transactions.begin();
    }

    @AfterEach
    void complete() {
        transactions.complete(Status.STATUS_COMMITTED);
    }

    @Test
    void anotherTransactionWritesWhenTheFirstIsCompleted() throws Exception {
        turns.awaitTurn();
        var other = CompletableFuture.runAsync(this::write);
        assertThatThrownBy(() -> other.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        transactions.complete(Status.STATUS_ROLLEDBACK);
        other.get(5, TimeUnit.SECONDS);
    }

    @Test
    void aTransactionThatHasTheTurnDoesNotAwaitIt() {
        turns.awaitTurn();
        turns.awaitTurn();
        assertThat(transactions.synchronizations()).hasSize(1);
    }

    @Test
    void aWriteThatOnlyTriesIsLeftOutWhileAnotherTransactionWrites() {
        var writes = new ArrayList<String>();
        turns.awaitTurn();
        assertThat(turns.writeIfFree(Duration.ofMillis(10), () -> writes.add("during")))
                .isFalse();
        transactions.complete(Status.STATUS_COMMITTED);
        assertThat(turns.writeIfFree(Duration.ofMillis(10), () -> writes.add("after")))
                .isTrue();
        assertThat(turns.writeIfFree(Duration.ofMillis(10), () -> writes.add("again")))
                .isTrue();
        assertThat(writes).containsExactly("after", "again");
    }

    @Test
    void whoWaitsTooLongIsRefusedAndTheTurnIsNotLost() throws Exception {
        turns.patience = Duration.ofMillis(50);
        turns.awaitTurn();
        CompletableFuture.runAsync(() -> assertThatThrownBy(this::write)
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE)))
                .get(5, TimeUnit.SECONDS);
        assertThat(ReadFigures.value(figures, Figure.TURNS_REFUSED)).isEqualTo(1);
        transactions.complete(Status.STATUS_COMMITTED);
        CompletableFuture.runAsync(this::write).get(5, TimeUnit.SECONDS);
    }

    @Test
    void whoWaitsForAShortTimeOnlyGoesWithoutATurnAndNoneIsLost() throws Exception {
        turns.awaitTurn();
        assertThat(turns.awaitTurn(Duration.ZERO)).as("it has the turn").isTrue();
        assertThat(writesWithin(Duration.ofMillis(10))).isFalse();
        transactions.complete(Status.STATUS_COMMITTED);
        assertThat(writesWithin(Duration.ofMillis(10))).isTrue();
        assertThat(writesWithin(Duration.ofMillis(10))).isTrue();
    }

    private boolean writesWithin(Duration atMost) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    transactions.begin();
                    try {
                        return turns.awaitTurn(atMost);
                    } finally {
                        transactions.complete(Status.STATUS_COMMITTED);
                    }
                })
                .get(5, TimeUnit.SECONDS);
    }

    @Test
    void onPostgresqlTwentyFourWorkAtOnceAndTheNextWaits() throws Exception {
        turns.database = postgresql();
        turns.askTheDatabase();
        transactions.complete(Status.STATUS_COMMITTED);
        for (int i = 0; i < TransactionTurns.ON_POSTGRESQL; i++) {
            CompletableFuture.runAsync(this::begin).get(5, TimeUnit.SECONDS);
        }
        assertThat(ReadFigures.value(figures, Figure.TRANSACTIONS_WAITING)).isZero();
        var next = CompletableFuture.runAsync(this::write);
        assertThatThrownBy(() -> next.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(ReadFigures.value(figures, Figure.TRANSACTIONS_WAITING)).isEqualTo(1);
        begun.get(0).afterCompletion(Status.STATUS_COMMITTED);
        next.get(5, TimeUnit.SECONDS);
        assertThat(ReadFigures.value(figures, Figure.TRANSACTIONS_WAITING)).isZero();
        assertThat(ReadFigures.value(figures, Figure.TURNS_REFUSED)).isZero();
    }

    /** Sealing and the rotation of keys go on, however many requests wait. */
    @Test
    void onPostgresqlNoTurnIsNeededToWrite() {
        turns.database = postgresql();
        turns.askTheDatabase();
        for (int i = 0; i <= TransactionTurns.ON_POSTGRESQL; i++) {
            turns.awaitTurnToWrite();
        }
        assertThat(transactions.synchronizations()).isEmpty();
    }

    private static DataSource postgresql() {
        var about = fake(DatabaseMetaData.class, (any, called, arguments) -> "jdbc:postgresql://db.example.org/ors");
        var connection = fake(
                Connection.class, (any, called, arguments) -> called.getName().equals("getMetaData") ? about : null);
        return fake(DataSource.class, (any, called, arguments) -> connection);
    }

    /** A transaction that goes on. */
    private void begin() {
        transactions.begin();
        turns.awaitTurn();
        begun.addAll(transactions.synchronizations());
        transactions.forget();
    }

    @Test
    void withoutATransactionThereIsNoTurnAndNoneIsLost() throws Exception {
        transactions.complete(Status.STATUS_COMMITTED);
        assertThatThrownBy(turns::awaitTurn).isInstanceOf(IllegalStateException.class);
        CompletableFuture.runAsync(this::write).get(5, TimeUnit.SECONDS);
    }

    private void write() {
        transactions.begin();
        try {
            turns.awaitTurn();
        } finally {
            transactions.complete(Status.STATUS_COMMITTED);
        }
    }

    /** A container's transactions, one a thread, as far as they are asked for here. */
    private static final class TransactionOfThread {

        private final ThreadLocal<Map<Object, Object>> resources = new ThreadLocal<>();
        private final ThreadLocal<List<Synchronization>> synchronizations = new ThreadLocal<>();

        TransactionSynchronizationRegistry registry() {
            return fake(TransactionSynchronizationRegistry.class, (any, called, arguments) -> {
                if (resources.get() == null) {
                    throw new IllegalStateException("no transaction");
                }
                return switch (called.getName()) {
                    case "getResource" -> resources.get().get(arguments[0]);
                    case "putResource" -> resources.get().put(arguments[0], arguments[1]);
                    case "registerInterposedSynchronization" ->
                        synchronizations.get().add((Synchronization) arguments[0]);
                    default -> throw new UnsupportedOperationException(called.getName());
                };
            });
        }

        void begin() {
            resources.set(new HashMap<>());
            synchronizations.set(new ArrayList<>());
        }

        void complete(int status) {
            var registered = synchronizations.get();
            resources.remove();
            synchronizations.remove();
            if (registered != null) {
                registered.forEach(one -> one.afterCompletion(status));
            }
        }

        /** The thread gets other work, and the transaction goes on without it. */
        void forget() {
            resources.remove();
            synchronizations.remove();
        }

        List<Synchronization> synchronizations() {
            return synchronizations.get();
        }
    }
}
