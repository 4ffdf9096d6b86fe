package org.openors.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openors.database.Jdbc.Values;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

class PairRangesTest {

    /** Not redeemed, of a remote connector, not known, and locked. */
    private static final int KINDS_OF_PAIRS = 4;

    /** A token of 24 KiB may name hundreds of sites. A site is named by its own range, and by that of the pairs without a site. */
    @Test
    void theParametersGrowWithTheNumberOfSitesAndNotWithItsSquare() {
        int count = 280;
        var sites = IntStream.range(0, count).mapToObj(i -> "site " + i).collect(Collectors.toSet());
        assertThat(named(sites)).isEqualTo(2L * KINDS_OF_PAIRS * count);
        assertThat(named(Set.of("one"))).isEqualTo(2L * KINDS_OF_PAIRS);
        assertThat(named(Set.of())).isZero();
    }

    private static long named(Set<String> sites) {
        var ranges = new PairRanges(
                new StudyMode(UUID.randomUUID(), Mode.active),
                new DeviceSelection(DeviceSelection.POSSIBLE, null, null, 50, null),
                Optional.of(sites),
                Instant.EPOCH,
                10);
        return Arrays.stream(ranges.values())
                .flatMap(value -> value instanceof Values array
                        ? Arrays.stream(array.values())
                        : Arrays.stream(new Object[] {value}))
                .filter(sites::contains)
                .count();
    }
}
