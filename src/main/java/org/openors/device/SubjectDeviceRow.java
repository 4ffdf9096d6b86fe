package org.openors.device;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.openors.credential.DeviceState;

/** One item of a subject as it is read; with no item if the subject has none, with no subject if nobody knows it. */
public record SubjectDeviceRow(
        String studyVersion,
        UUID subjectId,
        UUID inventoryId,
        String kitTypeId,
        String deviceType,
        String deviceConnection,
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
