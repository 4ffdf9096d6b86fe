package org.openors.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openors.LoggedLines;

class RunWatchTest {

    private static final int SECONDS = 10;

    @RegisterExtension
    final LoggedLines log = new LoggedLines(RepeatedTask.class);

    private final RunWatch watch = new RunWatch();
    private final TurnedClock clock = new TurnedClock();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    /** Neither the thread of the task nor the database is needed. */
    @Test
    void looksFromItsStartOnAtRunsThatHang() throws InterruptedException {
        var executor = Executors.newSingleThreadScheduledExecutor();
        var hanging = new RepeatedTask("sealing", this::hang, clock);
        hanging.start(executor, Duration.ofDays(1));
        try {
            assertThat(begun.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            clock.pass(Duration.ofSeconds(61));
            watch.clock = clock;
            watch.threads =
                    fake(ManagedThreadFactory.class, (any, called, arguments) -> new Thread((Runnable) arguments[0]));
            watch.start();
            awaitALine();
            assertThat(log.lines())
                    .containsExactly("SEVERE sealing hangs: its run has not ended for more than 60 s seconds=61");
            watch.stop();
        } finally {
            end.countDown();
            hanging.stop();
            executor.shutdown();
        }
    }

    private void awaitALine() {
        long begin = System.nanoTime();
        while (log.lines().isEmpty()) {
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(SECONDS));
            Thread.onSpinWait();
        }
    }

    private void hang() {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
