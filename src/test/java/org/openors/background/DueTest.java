package org.openors.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DueTest {

    private static final Instant LAST = Instant.parse("2026-11-28T09:30:00Z");
    private static final Duration PERIOD = Duration.ofMinutes(1);

    @Test
    void itIsDueAfterItsPeriodAndNotBefore() {
        assertThat(Due.again(LAST, PERIOD, LAST)).isFalse();
        assertThat(Due.again(LAST, PERIOD, LAST.plus(PERIOD).minusNanos(1))).isFalse();
        assertThat(Due.again(LAST, PERIOD, LAST.plus(PERIOD))).isTrue();
    }

    @Test
    void itIsDueIfTheClockWasSetBackOrItWasNeverDone() {
        assertThat(Due.again(LAST, PERIOD, LAST.minusNanos(1))).isTrue();
        assertThat(Due.again(Instant.MIN, PERIOD, LAST)).isTrue();
    }
}
