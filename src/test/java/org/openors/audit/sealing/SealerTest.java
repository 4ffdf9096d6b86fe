package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openors.LoggedLines;
import org.openors.background.TurnedClock;

class SealerTest {

    private static final int SECONDS = 10;

    @RegisterExtension
    final LoggedLines log = new LoggedLines(Sealer.class);

    private final Thread test = Thread.currentThread();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<String> doneAtStop = new ArrayList<>();
    private final CountDownLatch sealed = new CountDownLatch(1);
    private final CountDownLatch checkpointed = new CountDownLatch(1);
    private final CountDownLatch watched = new CountDownLatch(1);
    private final Sealer sealer = new Sealer();
    private RuntimeException failure;

    @BeforeEach
    void start() {
        sealer.clock = new TurnedClock();
        sealer.threads = fake(ManagedThreadFactory.class, (any, method, arguments) -> {
            var thread = new Thread((Runnable) arguments[0]);
            threads.add(thread);
            return thread;
        });
        sealer.sealing = new SealingPass() {
            @Override
            public void run() {
                sealed.countDown();
                note("seal");
            }
        };
        sealer.checkpoints = new Checkpointing() {
            @Override
            public void writeIfDue() {
                // Neither returns: none of the three waits for another.
                checkpointed.countDown();
                awaitTheStop();
            }

            @Override
            public void write() {
                note("checkpoint");
                if (failure != null) {
                    throw failure;
                }
            }
        };
        sealer.watch = new SealingWatch() {
            @Override
            public void look() {
                watched.countDown();
                awaitTheStop();
            }
        };
        sealer.start();
    }

    @Test
    void sealingCheckpointsAndTheWatchWorkUntilTheStopWhichSealsAndWritesACheckpoint() throws InterruptedException {
        for (var begun : List.of(sealed, checkpointed, watched)) {
            assertThat(begun.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        stop();
        assertThat(doneAtStop).containsExactly("seal", "checkpoint");
        for (var thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(SECONDS));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void aStopWithoutACheckpointIsLogged() {
        failure = new IllegalStateException("the database is away");
        stop();
        assertThat(log.lines()).containsExactly("WARNING no audit checkpoint was written when the application stopped");
    }

    private void stop() {
        sealer.stop();
        threads.forEach(Thread::interrupt);
    }

    private void note(String step) {
        if (Thread.currentThread() == test) {
            doneAtStop.add(step);
        }
    }

    private static void awaitTheStop() {
        try {
            Thread.sleep(TimeUnit.SECONDS.toMillis(SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
