package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openors.LoggedLines;
import org.openors.background.TurnedClock;
import org.openors.error.ErrorCode;
import org.openors.http.RequestsInFlight;

/** When the counted refusals are recorded. */
class CountedRefusalsTest {

    private static final String STOPPING = "org.openors.stopping";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    final LoggedLines log = new LoggedLines(CountedRefusals.class);

    private final CountedRefusals counted = new CountedRefusals();
    private final TurnedClock clock = new TurnedClock();
    private final List<Long> recorded = new ArrayList<>();
    private final List<Boolean> awaitedMeanwhile = new ArrayList<>();
    private RuntimeException failure;

    @BeforeEach
    void start() {
        var schedule = fake(ScheduledFuture.class, (any, called, arguments) -> true);
        counted.executor = fake(ManagedScheduledExecutorService.class, (any, called, arguments) -> schedule);
        counted.clock = clock;
        counted.counts = new RefusalCounts();
        counted.recording = new RefusalRecording() {
            @Override
            public void record(Map<RefusalKind, RefusalCount> counts) {
                awaitedMeanwhile.add(isAwaited());
                if (failure != null) {
                    throw failure;
                }
                counts.values().forEach(count -> recorded.add(count.requests()));
            }
        };
        counted.start();
    }

    @AfterEach
    void stop() {
        counted.stop();
        System.clearProperty(STOPPING);
    }

    @Test
    void theyAreRecordedOnceAMinute() {
        refuse();
        clock.pass(MINUTE.minusNanos(1));
        counted.recordIfDue();
        assertThat(recorded).isEmpty();
        refuse();
        clock.pass(Duration.ofNanos(1));
        counted.recordIfDue();
        assertThat(recorded).containsExactly(2L);
        refuse();
        counted.recordIfDue();
        assertThat(recorded).hasSize(1);
        clock.pass(MINUTE);
        counted.recordIfDue();
        assertThat(recorded).containsExactly(2L, 1L);
    }

    /** Else they would stay in memory for as long as the clock was set back. */
    @Test
    void theyAreRecordedIfTheClockWasSetBack() {
        refuse();
        clock.pass(Duration.ofDays(-1));
        counted.recordIfDue();
        assertThat(recorded).containsExactly(1L);
        refuse();
        counted.recordIfDue();
        assertThat(recorded).hasSize(1);
        clock.pass(MINUTE);
        counted.recordIfDue();
        assertThat(recorded).hasSize(2);
    }

    @Test
    void theyAreRecordedAtTheEnd() {
        refuse();
        counted.stop();
        assertThat(recorded).containsExactly(1L);
    }

    /** Who sends requests to a node that stops could hold it up else. */
    @Test
    void aStopAwaitsWhatWasCountedBeforeItAndNothingElse() {
        refuse();
        System.setProperty(STOPPING, "true");
        assertThat(isAwaited()).isTrue();
        counted.recordIfDue();
        assertThat(recorded).containsExactly(1L);
        refuse();
        assertThat(isAwaited()).isFalse();
        counted.recordIfDue();
        assertThat(recorded).containsExactly(1L, 1L);
        assertThat(isAwaited()).isFalse();
    }

    @Test
    void aStopAwaitsTheEndOfTheRecording() {
        refuse();
        System.setProperty(STOPPING, "true");
        counted.recordIfDue();
        assertThat(awaitedMeanwhile).containsExactly(true);
    }

    @Test
    void aStopAwaitsCountsThatCouldNotBeRecorded() {
        refuse();
        System.setProperty(STOPPING, "true");
        failure = new IllegalStateException("the database is away");
        assertThatThrownBy(counted::recordIfDue).isSameAs(failure);
        assertThat(isAwaited()).isTrue();
        failure = null;
        counted.recordIfDue();
        assertThat(recorded).containsExactly(1L);
        assertThat(isAwaited()).isFalse();
    }

    private static boolean isAwaited() {
        return new RequestsInFlight().getInFlight() > 0;
    }

    private void refuse() {
        counted.counts.add(
                new RefusalKind(ErrorCode.RESOURCE_NOT_FOUND, null, "192.0.2.1", null, null), clock.instant());
    }
}
