package org.openors.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        oneWriter.transactions = transactions;
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

    /** A container's transactions, as far as they are asked for here. */
    private static final class TransactionOfThread implements TransactionSynchronizationRegistry {

        private final ThreadLocal<Map<Object, Object>> resources = new ThreadLocal<>();
        private final ThreadLocal<List<Synchronization>> synchronizations = new ThreadLocal<>();

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

        @Override
        public Object getResource(Object key) {
            return ofThis(resources).get(key);
        }

        @Override
        public void putResource(Object key, Object value) {
            ofThis(resources).put(key, value);
        }

        @Override
        public void registerInterposedSynchronization(Synchronization one) {
            ofThis(synchronizations).add(one);
        }

        private static <T> T ofThis(ThreadLocal<T> transaction) {
            if (transaction.get() == null) {
                throw new IllegalStateException("no transaction");
            }
            return transaction.get();
        }

        @Override
        public Object getTransactionKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getTransactionStatus() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setRollbackOnly() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean getRollbackOnly() {
            throw new UnsupportedOperationException();
        }
    }
}
