package org.openors.credential;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The state of a device. The names are those of the API. */
public enum DeviceState {
    /** There is no registration. */
    NotRegistered,
    /** The pair can be redeemed. */
    AwaitingBootstrap,
    /** The pair has been redeemed. */
    Bootstrapped,
    /** There is no valid pair: it has expired, or the registration has none. A recreation gives a new one. */
    Expired,
    /** The pair is dead after too many wrong OTPs. A recreation gives a new one. */
    Locked;

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
     * none.
     */
    public static DeviceState ofDevice(
            UUID deviceId,
            OffsetDateTime redeemedAt,
            Integer attempts,
            OffsetDateTime expiresAt,
            Instant now,
            int maxAttempts) {
        if (deviceId == null) {
            return NotRegistered;
        }
        return expiresAt == null ? Expired : ofPair(redeemedAt, attempts, expiresAt, now, maxAttempts);
    }
}
