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
        OffsetDateTime redeemedAt,
        UUID remoteSubjectId,
        String remoteAccessId,
        OffsetDateTime remoteIssuedAt,
        String remoteIssuedBy,
        OffsetDateTime remoteExpiresAt) {

    /** Whether the last pair was issued by a remote connector. */
    boolean hasRemotePair() {
        return remoteExpiresAt != null;
    }

    /** The item as its subject may see it: with the pair of the connector that issued the last one, if it is the subject's. */
    SubjectDeviceRow withOwnPair() {
        if (hasRemotePair()) {
            return subjectId.equals(remoteSubjectId)
                    ? withPair(remoteAccessId, remoteIssuedAt, remoteIssuedBy, remoteExpiresAt)
                    : withoutPair();
        }
        return subjectId.equals(pairSubjectId) ? this : withoutPair();
    }

    private SubjectDeviceRow withoutPair() {
        return withPair(null, null, null, null);
    }

    private SubjectDeviceRow withPair(String ofAccessId, OffsetDateTime issued, String issuer, OffsetDateTime expires) {
        return new SubjectDeviceRow(
                inventoryId,
                subjectId,
                kitTypeId,
                deviceType,
                deviceConnection,
                deviceId,
                pairSubjectId,
                ofAccessId,
                issued,
                issuer,
                expires,
                null,
                null,
                remoteSubjectId,
                remoteAccessId,
                remoteIssuedAt,
                remoteIssuedBy,
                remoteExpiresAt);
    }

    DeviceState state(Instant now, int maxAttempts) {
        if (hasRemotePair()) {
            return DeviceState.ofRemotePair(subjectId, remoteSubjectId, remoteAccessId, remoteExpiresAt, now);
        }
        return DeviceState.ofDevice(
                deviceId, subjectId, pairSubjectId, redeemedAt, attempts, expiresAt, now, maxAttempts);
    }
}
