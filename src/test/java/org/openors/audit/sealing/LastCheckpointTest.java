package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openors.LoggedLines;
import org.openors.background.TurnedClock;
import org.openors.http.RequestsInFlight;

/** A process that stops seals what waits and writes a checkpoint, as its last work. */
class LastCheckpointTest {

    private static final String STOPPING = "org.openors.stopping";

    @RegisterExtension
    final LoggedLines log = new LoggedLines(LastCheckpoint.class);

    private final List<String> done = new ArrayList<>();
    private final LastCheckpoint last = new LastCheckpoint();
    private final TurnedClock clock = new TurnedClock();
    private Runnable task;
    private RuntimeException failure;

    @BeforeEach
    void start() {
        last.clock = clock;
        last.sealing = new SealingPass() {
            @Override
            public void run() {
                done.add("seal");
            }
        };
        last.checkpoints = new Checkpointing() {
            @Override
            public void write() {
                if (failure != null) {
                    throw failure;
                }
                done.add("checkpoint");
            }
        };
        last.executor = fake(ManagedScheduledExecutorService.class, (any, method, arguments) -> {
            task = (Runnable) arguments[0];
            return fake(ScheduledFuture.class, (schedule, cancel, none) -> {
                task = null;
                return true;
            });
        });
        last.start();
    }

    @AfterEach
    void stop() {
        last.stop();
        System.clearProperty(STOPPING);
    }

    @Test
    void itIsWrittenOnceWhenTheProcessStops() {
        task.run();
        assertThat(done).isEmpty();
        assertThat(isAwaited()).isFalse();

        System.setProperty(STOPPING, "true");
        assertThat(isAwaited()).isTrue();
        task.run();
        assertThat(isAwaited()).isFalse();
        task.run();
        assertThat(done).containsExactly("seal", "checkpoint");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void otherWorkComesFirst() {
        System.setProperty(STOPPING, "true");
        BooleanSupplier other = () -> true;
        RequestsInFlight.awaitAtStop(other);
        task.run();
        RequestsInFlight.doNotAwait(other);
        assertThat(done).isEmpty();
        task.run();
        assertThat(done).containsExactly("seal", "checkpoint");
    }

    /** After 60 s the process ends, whatever is still worked on. */
    @Test
    void itIsWrittenInTimeEvenIfOtherWorkDoesNotEnd() {
        BooleanSupplier other = () -> true;
        RequestsInFlight.awaitAtStop(other);
        task.run();
        clock.pass(Duration.ofHours(1));
        System.setProperty(STOPPING, "true");
        task.run();
        clock.pass(Duration.ofSeconds(50).minusNanos(1));
        task.run();
        assertThat(done).isEmpty();
        assertThat(log.lines()).isEmpty();
        clock.pass(Duration.ofNanos(1));
        task.run();
        task.run();
        RequestsInFlight.doNotAwait(other);
        assertThat(done).containsExactly("seal", "checkpoint");
        assertThat(log.lines())
                .containsExactly("WARNING the last audit checkpoint is written while requests are still worked on:"
                        + " it lacks what they record from now on");
    }

    @Test
    void itIsTriedOnceOnly() {
        System.setProperty(STOPPING, "true");
        failure = new IllegalStateException("the database is away");
        task.run();
        assertThat(isAwaited()).isFalse();
        assertThat(log.lines()).containsExactly("WARNING no audit checkpoint was written when the process stopped");
    }

    @Test
    void anUndeployedApplicationIsNotAwaited() {
        last.stop();
        System.setProperty(STOPPING, "true");
        assertThat(isAwaited()).isFalse();
        assertThat(task).isNull();
    }

    private static boolean isAwaited() {
        return new RequestsInFlight().getInFlight() > 0;
    }
}
