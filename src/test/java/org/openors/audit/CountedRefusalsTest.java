package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;
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

/** When the counted refusals are recorded. */
class CountedRefusalsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    final LoggedLines log = new LoggedLines(CountedRefusals.class);

    private final CountedRefusals counted = new CountedRefusals();
    private final TurnedClock clock = new TurnedClock();
    private final List<Long> recorded = new ArrayList<>();

    @BeforeEach
    void start() {
        var schedule = fake(ScheduledFuture.class, (any, called, arguments) -> true);
        counted.executor = fake(ManagedScheduledExecutorService.class, (any, called, arguments) -> schedule);
        counted.clock = clock;
        counted.counts = new RefusalCounts();
        counted.recording = new RefusalRecording() {
            @Override
            public void record(Map<RefusalKind, RefusalCount> counts) {
                counts.values().forEach(count -> recorded.add(count.requests()));
            }
        };
        counted.start();
    }

    @AfterEach
    void stop() {
        counted.stop();
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

    private void refuse() {
        counted.counts.add(
                new RefusalKind(ErrorCode.RESOURCE_NOT_FOUND, null, "192.0.2.1", null, null), clock.instant());
    }
}
