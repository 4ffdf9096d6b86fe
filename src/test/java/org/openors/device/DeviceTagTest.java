package org.openors.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The tag of a device. */
class DeviceTagTest {

    private static final UUID DEVICE = UUID.randomUUID();

    /** Whoever may write to the database can set the times that PostgreSQL calls infinite. */
    @Test
    void aTimeThatNoClockTellsHasATagAndAPosition() {
        var first = OffsetDateTime.MIN.toInstant();
        var last = OffsetDateTime.MAX.toInstant();
        assertThat(DeviceTag.ofPair(DEVICE, "ABC123", last, false))
                .isEqualTo(DeviceTag.ofPair(DEVICE, "ABC123", last, false))
                .isNotEqualTo(DeviceTag.ofPair(DEVICE, "ABC123", first, false));
        assertThat(new DevicePosition(last, DEVICE).text()).isNotEqualTo(new DevicePosition(first, DEVICE).text());
    }
}
