package org.openors.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.keys.TestKeys;

class AccessIdSlotsTest {

    private static final int ACCESS_IDS = 10_000;

    @TempDir
    Path directory;

    @Test
    void accessIdsAreSpreadOverAllSlots() {
        assertThat(slots(TestKeys.hex())).allMatch(slot -> slot >= 0 && slot < 256);
        assertThat(slots(TestKeys.hex()).stream().distinct()).hasSize(AccessIdSlots.COUNT);
    }

    @Test
    void whoHasNoKeyCannotTellWhichShareASlot() {
        var key = TestKeys.hex();
        assertThat(slots(key)).isEqualTo(slots(key)).isNotEqualTo(slots(TestKeys.hex()));
    }

    private List<Integer> slots(String key) {
        var slots = new AccessIdSlots(TestKeys.of(directory, "1:" + key));
        return IntStream.range(0, ACCESS_IDS)
                .mapToObj(i -> slots.of("%06d".formatted(i)))
                .toList();
    }
}
