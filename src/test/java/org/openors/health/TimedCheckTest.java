package org.openors.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimedCheckTest {

    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(50);

    @Test
    void givesTheAnswer() {
        assertThat(new TimedCheck(() -> true, LONG).holds(TimedCheckTest::inAThread))
                .isTrue();
        assertThat(new TimedCheck(() -> false, LONG).holds(TimedCheckTest::inAThread))
                .isFalse();
    }

    @Test
    void doesNotHoldIfItFails() {
        var failing = new TimedCheck(
                () -> {
                    throw new IllegalStateException();
                },
                LONG);
        assertThat(failing.holds(TimedCheckTest::inAThread)).isFalse();
    }

    @Test
    void doesNotHoldWhileItHangsAndOneThreadWaitsHoweverOftenItIsAsked() throws InterruptedException {
        var hung = new CountDownLatch(1);
        var started = new CountDownLatch(1);
        var asked = new AtomicInteger();
        var answered = new CountDownLatch(1);
        var check = new TimedCheck(
                () -> {
                    asked.incrementAndGet();
                    started.countDown();
                    awaitQuietly(hung);
                    return true;
                },
                SOON);

        for (int i = 0; i < 5; i++) {
            assertThat(check.holds(task -> inAThread(() -> {
                        task.run();
                        answered.countDown();
                    })))
                    .isFalse();
        }
        started.await();
        assertThat(asked).hasValue(1);

        hung.countDown();
        answered.await();
        assertThat(check.holds(Runnable::run)).isTrue();
        assertThat(asked).hasValue(2);
    }

    /** If each waited for the whole limit, this would take longer than the test may. */
    @Test
    void nobodyWaitsForAQuestionThatHasBeenPendingForTheLimit() {
        var hung = new CountDownLatch(1);
        var check = new TimedCheck(
                () -> {
                    awaitQuietly(hung);
                    return true;
                },
                Duration.ofMillis(500));
        for (int i = 0; i < 1_000; i++) {
            assertThat(check.holds(TimedCheckTest::inAThread)).isFalse();
        }
        hung.countDown();
    }

    /** If it waited too, it would get the answer false, when the limit has passed. */
    @Test
    void whoComesWhileEnoughOthersWaitGetsTheAnswerBeforeAtOnce() throws InterruptedException {
        var hung = new CountDownLatch(1);
        var isHung = new AtomicBoolean();
        var check = new TimedCheck(
                () -> {
                    if (isHung.get()) {
                        awaitQuietly(hung);
                    }
                    return !isHung.get();
                },
                Duration.ofSeconds(20));
        assertThat(check.holds(TimedCheckTest::inAThread)).isTrue();

        isHung.set(true);
        var callers = Stream.generate(() -> new Thread(() -> check.holds(TimedCheckTest::inAThread)))
                .limit(TimedCheck.MOST_WAITING)
                .toList();
        callers.forEach(Thread::start);
        while (callers.stream().anyMatch(caller -> caller.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        assertThat(check.holds(TimedCheckTest::inAThread)).isTrue();
        assertThat(callers).allMatch(Thread::isAlive);

        hung.countDown();
        for (var caller : callers) {
            caller.join();
        }
        assertThat(check.holds(TimedCheckTest::inAThread)).isFalse();
    }

    @Test
    void doesNotHoldIfNoThreadIsGiven() {
        var check = new TimedCheck(() -> true, LONG);
        assertThat(check.holds(task -> {
                    throw new RejectedExecutionException();
                }))
                .isFalse();
        assertThat(check.holds(TimedCheckTest::inAThread)).isTrue();
    }

    private static void inAThread(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
