package org.openors.credential;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A pair that was revoked, as it was then.
 *
 * @param subjectId for whom it was issued
 * @param redeemedAt null if it was not redeemed
 */
public record RevokedPair(
        UUID subjectId, String accessId, OffsetDateTime redeemedAt, int attempts, OffsetDateTime expiresAt) {

    /** The state that the device had. {@code holder} is the subject who had the item; null if nobody had it. */
    public DeviceState state(UUID deviceId, UUID holder, Instant now, int maxAttempts) {
        return DeviceState.ofDevice(
                deviceId, holder, subjectId, accessId, redeemedAt, attempts, expiresAt, now, maxAttempts);
    }

    /** Whether the pair alone was revoked before. */
    public boolean wasRevokedBefore() {
        return RevokedAccessId.is(accessId);
    }
}
