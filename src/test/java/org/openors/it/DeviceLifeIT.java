package org.openors.it;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random commands against a small model of what a device's pair may do, for several devices at once. */
@Tag("reliability")
@ExtendWith(RunningService.class)
class DeviceLifeIT {

    private static final int DEVICES = 8;

    @Test
    void theServiceDoesAsTheModelSays(Api api, Database database) {
        int commands = Scale.of(500, 500, 100_000);
        try (var devices = new Race(DEVICES)) {
            devices.run(DEVICES, () -> {
                new DeviceLife(api, database).live(commands / DEVICES);
                return null;
            });
        }
        ReliabilityReport.add(commands + " random commands to " + DEVICES + " devices at once", "as the model says");
    }
}
