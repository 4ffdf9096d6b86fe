package org.openors.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;

class TurnedAwayTest {

    private final InstantSource standing = () -> this.now;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void oneAMinuteIsRecorded() {
        var turnedAway = new TurnedAway();
        turnedAway.clock = standing.withZone(ZoneOffset.UTC);
        assertThat(turnedAway.refusal().code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);

        assertThat(turnedAway.refusal().isRecorded()).isFalse();
        now = now.plusSeconds(59);
        assertThat(turnedAway.refusal().isRecorded()).isFalse();
        now = now.plusSeconds(1);
        assertThat(turnedAway.refusal().isRecorded()).isTrue();
        assertThat(turnedAway.refusal().isRecorded()).isFalse();
    }
}
