package org.openors.device;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.openors.credential.DeviceState;
import org.openors.study.DeviceConnection;
import org.openors.study.DeviceType;

/** A dispensed item of a subject, as the query returns it. */
public record SubjectDeviceRow(
        UUID inventoryId,
        String kitTypeId,
        DeviceType deviceType,
        DeviceConnection deviceConnection,
        UUID deviceId,
        String accessId,
        OffsetDateTime issuedAt,
        String issuedBy,
        OffsetDateTime expiresAt,
        Integer attempts,
        OffsetDateTime redeemedAt) {

    DeviceState state(Instant now, int maxAttempts) {
        return DeviceState.ofDevice(deviceId, redeemedAt, attempts, expiresAt, now, maxAttempts);
    }
}
