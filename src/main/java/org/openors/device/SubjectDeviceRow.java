package org.openors.device;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.openors.credential.DeviceState;
import org.openors.credential.RevokedAccessId;
import org.openors.study.DeviceConnection;
import org.openors.study.DeviceType;

/** A dispensed item of a subject, as the query returns it. */
public record SubjectDeviceRow(
        UUID inventoryId,
        UUID subjectId,
        String kitTypeId,
        String description,
        DeviceType deviceType,
        DeviceConnection deviceConnection,
        UUID deviceId,
        Long registrationVersion,
        UUID pairSubjectId,
        String accessId,
        OffsetDateTime issuedAt,
        String issuedBy,
        String issuedByName,
        String namedAccessId,
        OffsetDateTime expiresAt,
        Integer attempts,
        OffsetDateTime redeemedAt) {

    /** Whether there is a pair that was not revoked. */
    private boolean hasPair() {
        return accessId != null && !RevokedAccessId.is(accessId);
    }

    /** Whether the pair is its subject's: nothing is shown of a pair that was another subject's. */
    boolean hasOwnPair() {
        return hasPair() && subjectId.equals(pairSubjectId);
    }

    /** What people call the caller who asked for the pair; null if that is not known. */
    String nameOfIssuer() {
        return accessId.equals(namedAccessId) ? issuedByName : null;
    }

    /** The version of the device's state; null if it is not registered. */
    DeviceTag tag() {
        if (deviceId == null) {
            return null;
        }
        return hasPair()
                ? DeviceTag.ofPair(deviceId, accessId, expiresAt.toInstant(), redeemedAt != null)
                : DeviceTag.withoutPair(deviceId, registrationVersion);
    }

    DeviceState state(Instant now, int maxAttempts) {
        return DeviceState.ofDevice(
                deviceId, subjectId, pairSubjectId, accessId, redeemedAt, attempts, expiresAt, now, maxAttempts);
    }
}
