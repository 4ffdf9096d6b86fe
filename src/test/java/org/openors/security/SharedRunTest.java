package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SharedRunTest {

    private long nanos = Long.MAX_VALUE - 5;
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void oneRunStartsInEachPause() {
        var shared = new SharedRun(runs::incrementAndGet, Runnable::run, Duration.ofNanos(10), () -> nanos);
        shared.request();
        shared.request();
        nanos += 9;
        shared.request();
        assertThat(runs).hasValue(1);
        nanos += 1;
        shared.request();
        shared.request();
        assertThat(runs).hasValue(2);
    }

    @Test
    void aRunThatFailsCountsAsOne() {
        var shared = new SharedRun(
                () -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException();
                },
                Runnable::run,
                Duration.ofNanos(10),
                () -> nanos);
        shared.request();
        shared.request();
        assertThat(runs).hasValue(1);
    }

    /** The run ends when all who may wait do so; those without a place went on before. */
    @Test
    @Timeout(60)
    void whoAsksWhileItRunsWaitsIfThereIsAPlace() throws InterruptedException {
        var end = new CountDownLatch(1);
        var left = new CountDownLatch(4);
        var shared = new SharedRun(
                () -> {
                    awaitUnchecked(end);
                    runs.incrementAndGet();
                },
                task -> new Thread(task).start(),
                Duration.ofHours(1),
                () -> nanos);
        var seen = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < SharedRun.MOST_WAITING + 4; i++) {
            var thread = new Thread(() -> {
                shared.request();
                seen.addAndGet(runs.get());
                left.countDown();
            });
            thread.start();
            threads.add(thread);
        }
        left.await();
        assertThat(runs).hasValue(0);
        end.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(runs).hasValue(1);
        assertThat(seen).hasValue(SharedRun.MOST_WAITING);
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() {
        var end = new CountDownLatch(1);
        var shared = new SharedRun(
                () -> awaitUnchecked(end), task -> new Thread(task).start(), Duration.ofHours(1), () -> nanos);
        Thread.currentThread().interrupt();
        shared.request();
        assertThat(Thread.interrupted()).isTrue();
        end.countDown();
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
