package org.openors.credential;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** How far a device has come; spelt as it travels. */
public enum DeviceState {
    /** There is no registration. */
    NotRegistered,
    /** The pair can be redeemed. */
    AwaitingBootstrap,
    /** The pair has been redeemed. */
    Bootstrapped,
    /** There is no valid pair: its time is over, or the registration came without one. A recreation heals it. */
    Expired,
    /** Too many wrong OTPs have killed the pair. A recreation heals it. */
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

    /** The state of a device: null for the identifier it has not, and for all of the pair that it has not. */
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
