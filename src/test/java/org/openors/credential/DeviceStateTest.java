package org.openors.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceStateTest {

    private static final UUID HOLDER = UUID.randomUUID();
    private static final OffsetDateTime END = OffsetDateTime.of(2026, 11, 24, 9, 30, 0, 0, ZoneOffset.UTC);
    private static final Instant BEFORE_THE_END = END.toInstant().minusMillis(1);

    @Test
    void aRemotePairIsValidUntilItsEnd() {
        assertThat(remote(HOLDER, "ABC123", BEFORE_THE_END)).isEqualTo(DeviceState.AwaitingBootstrap);
        assertThat(remote(HOLDER, "ABC123", END.toInstant())).isEqualTo(DeviceState.Expired);
    }

    @Test
    void aRemotePairThatMayHaveBeenReplacedIsUnknown() {
        assertThat(remote(HOLDER, null, BEFORE_THE_END)).isEqualTo(DeviceState.Unknown);
    }

    @Test
    void aRemotePairOfAnItemThatWentToAnotherSubjectIsReplaced() {
        assertThat(remote(UUID.randomUUID(), null, BEFORE_THE_END)).isEqualTo(DeviceState.Replaced);
        assertThat(remote(null, "ABC123", BEFORE_THE_END)).isEqualTo(DeviceState.Replaced);
    }

    private static DeviceState remote(UUID holder, String accessId, Instant now) {
        return DeviceState.ofRemotePair(holder, HOLDER, accessId, END, now);
    }
}
