package org.openors.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownPairTest {

    private static final UUID SUBJECT = new UUID(0, 1);
    private static final UUID DEVICE = new UUID(0, 2);
    private static final OffsetDateTime NOW = OffsetDateTime.of(2026, 11, 28, 9, 30, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime EXPIRY = NOW.plusDays(1);

    /** The hyphen marks revoked pairs of the built-in connector only. A remote one's access IDs are any printable text. */
    @Test
    void aRemoteAccessIdMayBeginWithAHyphen() {
        var remote = KnownPair.remote(SUBJECT, "-12345", NOW, "nurse", null, EXPIRY);
        assertThat(remote.isKnown()).isTrue();
        assertThat(remote.isOf(SUBJECT)).isTrue();
        assertThat(stateAndAccessId(remote)).isEqualTo("AwaitingBootstrap -12345");
        assertThat(remote.tag(DEVICE, 1L)).isNotEqualTo(DeviceTag.withoutPair(DEVICE, 1L));
    }

    @Test
    void aBuiltInAccessIdWithAHyphenIsARevokedPair() {
        var revoked = KnownPair.builtIn(SUBJECT, "-12345", NOW, "nurse", null, null, EXPIRY, 0, null);
        assertThat(revoked.isKnown()).isFalse();
        assertThat(revoked.isThere()).isFalse();
        assertThat(stateAndAccessId(revoked)).isEqualTo("NoPair");
    }

    @Test
    void ofARemotePairThatMayHaveBeenReplacedOnlyTheStateIsTold() {
        assertThat(stateAndAccessId(KnownPair.remote(SUBJECT, null, NOW, "nurse", null, EXPIRY)))
                .isEqualTo("Unknown");
    }

    private static String stateAndAccessId(KnownPair pair) {
        return pair.stateAndAccessId(DEVICE, SUBJECT, NOW.toInstant(), 10);
    }
}
