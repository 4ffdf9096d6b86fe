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
        OffsetDateTime redeemedAt,
        String remoteAccessId,
        OffsetDateTime remoteIssuedAt,
        String remoteIssuedBy,
        OffsetDateTime remoteExpiresAt) {

    /** Whether the last pair was issued by a remote connector. */
    boolean hasRemotePair() {
        return remoteExpiresAt != null;
    }

    /** The same row with what is known of a remote connector's pair, if the last one was one. */
    SubjectDeviceRow withPairInUse() {
        return hasRemotePair()
                ? new SubjectDeviceRow(
                        inventoryId,
                        kitTypeId,
                        deviceType,
                        deviceConnection,
                        deviceId,
                        remoteAccessId,
                        remoteIssuedAt,
                        remoteIssuedBy,
                        remoteExpiresAt,
                        null,
                        null,
                        remoteAccessId,
                        remoteIssuedAt,
                        remoteIssuedBy,
                        remoteExpiresAt)
                : this;
    }

    DeviceState state(Instant now, int maxAttempts) {
        if (hasRemotePair()) {
            return DeviceState.ofRemotePair(remoteAccessId, remoteExpiresAt, now);
        }
        return DeviceState.ofDevice(deviceId, redeemedAt, attempts, expiresAt, now, maxAttempts);
    }
}
