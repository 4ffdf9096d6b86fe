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
        UUID subjectId,
        String kitTypeId,
        DeviceType deviceType,
        DeviceConnection deviceConnection,
        UUID deviceId,
        UUID pairSubjectId,
        String accessId,
        OffsetDateTime issuedAt,
        String issuedBy,
        OffsetDateTime expiresAt,
        Integer attempts,
        OffsetDateTime redeemedAt) {

    /** The item as its subject may see it: nothing of a pair that was another subject's. */
    SubjectDeviceRow withoutOthersPair() {
        return subjectId.equals(pairSubjectId)
                ? this
                : new SubjectDeviceRow(
                        inventoryId,
                        subjectId,
                        kitTypeId,
                        deviceType,
                        deviceConnection,
                        deviceId,
                        pairSubjectId,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
    }

    DeviceState state(Instant now, int maxAttempts) {
        return DeviceState.ofDevice(
                deviceId, subjectId, pairSubjectId, redeemedAt, attempts, expiresAt, now, maxAttempts);
    }
}
