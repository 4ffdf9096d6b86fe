package org.openors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

class OneWriterTest {

    private final OneWriter oneWriter = new OneWriter();
    private final TransactionOfThread transactions = new TransactionOfThread();

    @BeforeEach
    void embed() {
        var h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:one-writer");
        oneWriter.database = h2;
        oneWriter.transactions = transactions.registry();
        oneWriter.askTheDatabase();
        transactions.begin();
    }

    @AfterEach
    void complete() {
        transactions.complete(Status.STATUS_COMMITTED);
    }

    @Test
    void anotherTransactionWritesWhenTheFirstIsCompleted() throws Exception {
        oneWriter.awaitTurn();
        var other = CompletableFuture.runAsync(this::write);
        assertThatThrownBy(() -> other.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        transactions.complete(Status.STATUS_ROLLEDBACK);
        other.get(5, TimeUnit.SECONDS);
    }

    @Test
    void aTransactionThatHasTheTurnDoesNotAwaitIt() {
        oneWriter.awaitTurn();
        oneWriter.awaitTurn();
        assertThat(transactions.synchronizations()).hasSize(1);
    }

    @Test
    void aWriteThatOnlyTriesIsLeftOutWhileAnotherTransactionWrites() {
        var writes = new ArrayList<String>();
        oneWriter.awaitTurn();
        assertThat(oneWriter.writeIfFree(Duration.ofMillis(10), () -> writes.add("during")))
                .isFalse();
        transactions.complete(Status.STATUS_COMMITTED);
        assertThat(oneWriter.writeIfFree(Duration.ofMillis(10), () -> writes.add("after")))
                .isTrue();
        assertThat(oneWriter.writeIfFree(Duration.ofMillis(10), () -> writes.add("again")))
                .isTrue();
        assertThat(writes).containsExactly("after", "again");
    }

    @Test
    void whoWaitsTooLongIsRefusedAndTheTurnIsNotLost() throws Exception {
        oneWriter.patience = Duration.ofMillis(50);
        oneWriter.awaitTurn();
        CompletableFuture.runAsync(() -> assertThatThrownBy(this::write)
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE)))
                .get(5, TimeUnit.SECONDS);
        transactions.complete(Status.STATUS_COMMITTED);
        CompletableFuture.runAsync(this::write).get(5, TimeUnit.SECONDS);
    }

    @Test
    void withoutATransactionThereIsNoTurnAndNoneIsLost() throws Exception {
        transactions.complete(Status.STATUS_COMMITTED);
        assertThatThrownBy(oneWriter::awaitTurn).isInstanceOf(IllegalStateException.class);
        CompletableFuture.runAsync(this::write).get(5, TimeUnit.SECONDS);
    }

    private void write() {
        transactions.begin();
        try {
            oneWriter.awaitTurn();
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

        List<Synchronization> synchronizations() {
            return synchronizations.get();
        }
    }
}
