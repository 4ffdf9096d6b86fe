package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.openors.Fake.fake;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openors.LoggedLines;

/** The timer and the threads are the test's. */
class RegularVerificationTest {

    @RegisterExtension
    final LoggedLines log = new LoggedLines(RegularVerification.class);

    private final RegularVerification verification = new RegularVerification();
    private final List<Object> times = new ArrayList<>();
    private final List<Object> cancelled = new ArrayList<>();
    private final Deque<Runnable> handedOver = new ArrayDeque<>();
    private Runnable timer;
    private RuntimeException failure;
    private Runnable whileVerifying = () -> {};
    private boolean isFull;
    private int verified;

    @BeforeEach
    void start() {
        verification.schedule = fake(ManagedScheduledExecutorService.class, (any, called, arguments) -> {
            assertThat(called.getName()).isEqualTo("scheduleAtFixedRate");
            timer = (Runnable) arguments[0];
            times.addAll(List.of(arguments).subList(1, 4));
            return fake(ScheduledFuture.class, (future, cancel, how) -> cancelled.add(how[0]));
        });
        verification.threads = fake(ManagedExecutorService.class, (any, called, arguments) -> {
            if (isFull) {
                throw new RejectedExecutionException("no thread is free");
            }
            return handedOver.add((Runnable) arguments[0]) ? null : any;
        });
        verification.trails = new AllTrails() {
            @Override
            public int verify() {
                verified++;
                whileVerifying.run();
                if (failure != null) {
                    throw failure;
                }
                return 0;
            }
        };
        verification.start();
    }

    @Test
    void theFirstComesFiveMinutesAfterTheStartAndThenOneEverySixHours() {
        assertThat(times)
                .containsExactly(
                        Duration.ofMinutes(5).toMillis(), Duration.ofHours(6).toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void theTimerOnlyHandsTheWorkOver() {
        timer.run();
        assertThat(verified).isZero();
        assertThat(handedOver).hasSize(1);
        handedOver.remove().run();
        assertThat(verified).isEqualTo(1);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aFailureIsAnErrorInTheLogAndEndsNothing() {
        failure = new IllegalStateException("the database is away");
        timer.run();
        assertThatCode(handedOver.remove()::run).doesNotThrowAnyException();
        assertThat(log.lines()).containsExactly("SEVERE verifying the audit trails fails: the database is away");
        assertThat(log.thrown()).containsExactly(failure);
        timer.run();
        handedOver.remove().run();
        assertThat(verified).isEqualTo(2);
    }

    @Test
    void anErrorIsOneInTheLogAndEndsNothing() {
        whileVerifying = () -> {
            throw new StackOverflowError("too deep");
        };
        timer.run();
        assertThatCode(handedOver.remove()::run).doesNotThrowAnyException();
        assertThat(log.lines()).containsExactly("SEVERE verifying the audit trails fails: too deep");
        whileVerifying = () -> {};
        timer.run();
        handedOver.remove().run();
        assertThat(verified).isEqualTo(2);
    }

    /** Else the threads of the server would wait for it, one more each time. */
    @Test
    void aRunThatLastsIsNotJoinedByTheNext() {
        whileVerifying = this::runNextInAnotherThread;
        timer.run();
        handedOver.remove().run();
        assertThat(verified).isOne();
        assertThat(log.lines())
                .containsExactly("SEVERE verifying the audit trails fails: the run before has not ended");
        whileVerifying = () -> {};
        runNextInAnotherThread();
        assertThat(verified).isEqualTo(2);
    }

    private void runNextInAnotherThread() {
        timer.run();
        var thread = new Thread(handedOver.remove());
        thread.start();
        try {
            thread.join(10_000);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void whenNoThreadIsFreeTheNextTimeComesAllTheSame() {
        isFull = true;
        assertThatCode(timer::run).doesNotThrowAnyException();
        assertThat(log.lines()).containsExactly("SEVERE verifying the audit trails fails: no thread is free");
        isFull = false;
        timer.run();
        handedOver.remove().run();
        assertThat(verified).isOne();
    }

    @Test
    void atTheEndTheTimerStopsAndARunningVerificationIsNotInterrupted() {
        assertThat(cancelled).isEmpty();
        verification.stop();
        assertThat(cancelled).containsExactly(false);
    }
}
