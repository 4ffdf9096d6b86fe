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
        - `Locked`: too many wrong OTPs have killed the pair. Recreate it.
        - `Replaced`: the item went to another subject since the pair was issued. The pair can't be redeemed. Recreate it.
        """)
public enum DeviceState {
    NotRegistered,
    NoPair,
    AwaitingBootstrap,
    Bootstrapped,
    Expired,
    Locked,
    Replaced;

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
