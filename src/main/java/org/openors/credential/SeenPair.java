package org.openors.credential;

import jakarta.persistence.Query;
import java.time.OffsetDateTime;

/**
 * A pair as it was when the caller decided what to do with it. A write that names it changes nothing if the pair has
 * been replaced, revoked, redeemed or locked since. A wrong OTP that does not lock the pair makes no difference, so a
 * stranger who guesses does not hold up a recreation.
 *
 * @param redeemedAt null if it was not redeemed
 */
public record SeenPair(String accessId, int attempts, OffsetDateTime redeemedAt) {

    /** The condition on a pair {@code c} in JPQL. {@link #name} gives its parameters. */
    static final String UNCHANGED =
            " c.accessId = :seenAccessId AND c.attempts BETWEEN :leastAttempts AND :mostAttempts"
                    + " AND CASE WHEN c.redeemedAt IS NULL THEN 0 ELSE 1 END = :redemptions";

    /** The pair of these facts; null if there is none. */
    public static SeenPair of(String accessId, Integer attempts, OffsetDateTime redeemedAt) {
        return accessId == null ? null : new SeenPair(accessId, attempts, redeemedAt);
    }

    /** Whether it was revoked: then it can't be redeemed, whatever else is known of it. */
    public boolean isRevoked() {
        return RevokedAccessId.is(accessId);
    }

    /** @param maxAttempts the number of wrong OTPs that lock a pair */
    Query name(Query write, int maxAttempts) {
        boolean isLocked = attempts >= maxAttempts;
        return write.setParameter("seenAccessId", accessId)
                .setParameter("redemptions", redeemedAt == null ? 0 : 1)
                .setParameter("leastAttempts", isLocked ? maxAttempts : Integer.MIN_VALUE)
                .setParameter("mostAttempts", isLocked ? Integer.MAX_VALUE : maxAttempts - 1);
    }
}
