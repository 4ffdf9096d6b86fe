package org.openors.device;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.openors.credential.DeviceState;
import org.openors.credential.RevokedAccessId;

/**
 * What is known of the pair of a device that was issued last, by whatever connector. Of a pair of a remote connector it is not
 * known whether a phone has redeemed it, and after a call without an answer not even whether it still is the device's pair.
 *
 * @param subjectId for whom it was issued; null if there never was a pair
 * @param accessId null if there is none, or if it is not known
 * @param issuedBy who asked for it
 * @param issuedByName what people call that one; null if that is not known
 * @param attempts null if it is a remote connector's
 */
record KnownPair(
        boolean isRemote,
        UUID subjectId,
        String accessId,
        OffsetDateTime issuedAt,
        String issuedBy,
        String issuedByName,
        OffsetDateTime expiresAt,
        Integer attempts,
        OffsetDateTime redeemedAt) {

    /** The facts of a device that never had a pair. */
    static final KnownPair NONE = new KnownPair(false, null, null, null, null, null, null, null, null);

    /** A pair of a remote connector. */
    static KnownPair remote(
            UUID subjectId,
            String accessId,
            OffsetDateTime issuedAt,
            String issuedBy,
            String issuedByName,
            OffsetDateTime expiresAt) {
        return new KnownPair(true, subjectId, accessId, issuedAt, issuedBy, issuedByName, expiresAt, null, null);
    }

    /**
     * A pair of the built-in connector.
     *
     * @param namedAccessId the pair with which the name was stored: an earlier release replaces a pair and keeps the name
     */
    static KnownPair builtIn(
            UUID subjectId,
            String accessId,
            OffsetDateTime issuedAt,
            String issuedBy,
            String issuedByName,
            String namedAccessId,
            OffsetDateTime expiresAt,
            Integer attempts,
            OffsetDateTime redeemedAt) {
        var name = Objects.equals(accessId, namedAccessId) ? issuedByName : null;
        return new KnownPair(false, subjectId, accessId, issuedAt, issuedBy, name, expiresAt, attempts, redeemedAt);
    }

    /** The one that was issued last: that of the remote connector if there is one, else the other. */
    static KnownPair newest(KnownPair builtIn, KnownPair remote) {
        return remote.expiresAt == null ? builtIn : remote;
    }

    /** Whether there is, or may be, a pair that was not revoked. */
    boolean isThere() {
        return isRemote || isKnown();
    }

    /** Whether there is a pair that was not revoked, and its access ID is known. A remote connector's may begin with the mark. */
    boolean isKnown() {
        return accessId != null && (isRemote || !RevokedAccessId.is(accessId));
    }

    /** Whether it is known and this subject's: nothing is shown of a pair that was another subject's. */
    boolean isOf(UUID holder) {
        return isKnown() && subjectId.equals(holder);
    }

    DeviceTag tag(UUID deviceId, Long registrationVersion) {
        return isKnown()
                ? DeviceTag.ofPair(deviceId, accessId, expiresAt.toInstant(), redeemedAt != null)
                : DeviceTag.withoutPair(deviceId, registrationVersion);
    }

    /** The text for the audit record: the state and, if there is a pair, its access ID. */
    String stateAndAccessId(UUID deviceId, UUID holder, Instant now, int maxAttempts) {
        var state = state(deviceId, holder, now, maxAttempts).name();
        return isKnown() ? state + " " + accessId : state;
    }

    DeviceState state(UUID deviceId, UUID holder, Instant now, int maxAttempts) {
        return isRemote
                ? DeviceState.ofRemotePair(holder, subjectId, accessId, expiresAt, now)
                : DeviceState.ofDevice(
                        deviceId, holder, subjectId, accessId, redeemedAt, attempts, expiresAt, now, maxAttempts);
    }
}
