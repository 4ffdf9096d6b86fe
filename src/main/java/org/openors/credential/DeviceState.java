package org.openors.credential;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The state of a device. The names are those of the API. */
@Schema(description = """
        - `NotRegistered`: there is no registration.
        - `AwaitingBootstrap`: the pair can be redeemed.
        - `Bootstrapped`: the pair has been redeemed.
        - `NoPair`: the pair was revoked, or the registration was brought over from an earlier system without one. Recreate it.
        - `Expired`: the pair has expired. Recreate it.
        - `Unknown`: only the remote connector knows: a call had no answer.
        - `Locked`: too many wrong OTPs have killed the pair. Recreate it.
        - `Replaced`: the item went to another subject since the pair was issued. A pair of the built-in connector
          can't be redeemed. Recreate it.
        """)
public enum DeviceState {
    NotRegistered,
    NoPair,
    AwaitingBootstrap,
    Bootstrapped,
    Expired,
    Locked,
    Replaced,
    Unknown;

    /** The state of a registered device with a pair: valid while now is before its expiry. */
    static DeviceState ofPair(
            OffsetDateTime redeemedAt, int attempts, OffsetDateTime expiresAt, Instant now, int maxAttempts) {
        if (redeemedAt != null) {
            return Bootstrapped;
        }
        if (attempts >= maxAttempts) {
            return Locked;
        }
        return now.isBefore(expiresAt.toInstant()) ? AwaitingBootstrap : Expired;
    }

    /**
     * The state of a registered device with a pair of a remote connector. Whether a phone has redeemed it is not known.
     *
     * @param subjectId who has the item
     * @param pairSubjectId for whom the pair was issued
     * @param accessId null if the pair may have been replaced
     */
    public static DeviceState ofRemotePair(
            UUID subjectId, UUID pairSubjectId, String accessId, OffsetDateTime expiresAt, Instant now) {
        if (!pairSubjectId.equals(subjectId)) {
            return Replaced;
        }
        if (accessId == null) {
            return Unknown;
        }
        return now.isBefore(expiresAt.toInstant()) ? AwaitingBootstrap : Expired;
    }

    /**
     * The state of a device. {@code deviceId} is null if it is not registered; the facts of the pair are null if it has
     * none. That of a pair that was revoked is as if there was none.
     *
     * @param subjectId who has the item
     * @param pairSubjectId for whom the pair was issued
     */
    public static DeviceState ofDevice(
            UUID deviceId,
            UUID subjectId,
            UUID pairSubjectId,
            String accessId,
            OffsetDateTime redeemedAt,
            Integer attempts,
            OffsetDateTime expiresAt,
            Instant now,
            int maxAttempts) {
        if (deviceId == null) {
            return NotRegistered;
        }
        if (accessId == null || RevokedAccessId.is(accessId)) {
            return NoPair;
        }
        return pairSubjectId.equals(subjectId) ? ofPair(redeemedAt, attempts, expiresAt, now, maxAttempts) : Replaced;
    }
}
