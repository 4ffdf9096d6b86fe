package org.openors.device;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.openors.credential.DeviceState;
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
        OffsetDateTime redeemedAt,
        UUID remoteSubjectId,
        String remoteAccessId,
        OffsetDateTime remoteIssuedAt,
        String remoteIssuedBy,
        String remoteIssuedByName,
        OffsetDateTime remoteExpiresAt) {

    /** An item without a pair. */
    SubjectDeviceRow(
            UUID inventoryId,
            UUID subjectId,
            String kitTypeId,
            String description,
            DeviceType deviceType,
            DeviceConnection deviceConnection,
            UUID deviceId,
            Long registrationVersion) {
        this(
                inventoryId,
                subjectId,
                kitTypeId,
                description,
                deviceType,
                deviceConnection,
                deviceId,
                registrationVersion,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The item with its subject's pair, which was not redeemed. */
    SubjectDeviceRow withPair(
            String access, OffsetDateTime issued, String by, String name, String named, OffsetDateTime end, int tries) {
        return new SubjectDeviceRow(
                inventoryId,
                subjectId,
                kitTypeId,
                description,
                deviceType,
                deviceConnection,
                deviceId,
                registrationVersion,
                subjectId,
                access,
                issued,
                by,
                name,
                named,
                end,
                tries,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The item with its subject's pair of a remote connector. */
    SubjectDeviceRow withRemotePair(String access, OffsetDateTime issued, String by, String name, OffsetDateTime end) {
        return new SubjectDeviceRow(
                inventoryId,
                subjectId,
                kitTypeId,
                description,
                deviceType,
                deviceConnection,
                deviceId,
                registrationVersion,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                subjectId,
                access,
                issued,
                by,
                name,
                end);
    }

    private KnownPair known() {
        return hasRemotePair()
                ? KnownPair.remote(remoteSubjectId, remoteAccessId, remoteExpiresAt)
                : KnownPair.builtIn(pairSubjectId, accessId, expiresAt, attempts, redeemedAt);
    }

    private boolean hasRemotePair() {
        return remoteExpiresAt != null;
    }

    /** The pair, if it is known and its subject's. */
    Optional<KnownPair> ownPair() {
        return Optional.of(known()).filter(pair -> pair.isOf(subjectId));
    }

    /** When the pair was issued. */
    Instant askedAt() {
        return (hasRemotePair() ? remoteIssuedAt : issuedAt).toInstant();
    }

    /** Who asked for the pair. */
    String askedBy() {
        return hasRemotePair() ? remoteIssuedBy : issuedBy;
    }

    /** What people call the caller who asked for the pair; null if that is not known. */
    String askedByName() {
        if (hasRemotePair()) {
            return remoteIssuedByName;
        }
        return accessId.equals(namedAccessId) ? issuedByName : null;
    }

    /** The version of the device's state; null if it is not registered. */
    DeviceTag tag() {
        return deviceId == null ? null : known().tag(deviceId, registrationVersion);
    }

    DeviceState state(Instant now, int maxAttempts) {
        return known().state(deviceId, subjectId, now, maxAttempts);
    }
}
