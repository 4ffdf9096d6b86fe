package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Redeems a pair whose OTP is right and gives a connection secret: exactly once, by one conditional update in the
 * caller's transaction.
 */
@ApplicationScoped
public class PairRedemption {

    /** How long a phone that lost the response may ask again with the same {@code Idempotency-Key}. */
    public static final Duration LOST_ANSWER_WINDOW = Duration.ofSeconds(120);

    @PersistenceContext
    EntityManager entities;

    @Inject
    ConnectionSecrets secrets;

    @Inject
    Clock clock;

    /**
     * Redeems the pair if it is unused and not expired. Both the expiry that was read with the pair and the one that the
     * row has now decide.
     *
     * @param idempotencyKey null if the phone sent none
     * @return the connection secret; empty if the pair is used, expired, replaced or revoked
     */
    public Optional<String> redeem(BootstrapCredential pair, String idempotencyKey) {
        var now = clock.instant();
        if (pair.isRedeemed() || !pair.isValidAt(now)) {
            return Optional.empty();
        }
        var keyId = secrets.newestKeyId();
        return withSecret(
                update(BootstrapCredential.REDEEM, pair)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .setParameter("idempotencyHash", hash(keyId, pair, idempotencyKey)),
                keyId,
                pair);
    }

    /**
     * Replaces the secret of a redemption that had this key and is less than {@link #LOST_ANSWER_WINDOW} old. By a clock that was set back,
     * or another node's, it may be as much in the future.
     *
     * @return the new connection secret; empty if there was no such redemption
     */
    public Optional<String> redeemAgain(BootstrapCredential pair, String idempotencyKey) {
        var now = clock.instant();
        var since = now.minus(LOST_ANSWER_WINDOW);
        if (idempotencyKey == null || !pair.isValidAt(since)) {
            return Optional.empty();
        }
        var keyId = pair.isRedeemed() ? pair.connectionKeyId().orElseThrow() : secrets.newestKeyId();
        return withSecret(
                update(BootstrapCredential.REDEEM_AGAIN, pair)
                        .setParameter("since", since.atOffset(ZoneOffset.UTC))
                        .setParameter("until", now.plus(LOST_ANSWER_WINDOW).atOffset(ZoneOffset.UTC))
                        .setParameter("idempotencyHash", hash(keyId, pair, idempotencyKey)),
                keyId,
                pair);
    }

    private Query update(String name, BootstrapCredential pair) {
        return entities.createNamedQuery(name)
                .setParameter("device", pair.device())
                .setParameter("accessId", pair.accessId());
    }

    private Optional<String> withSecret(Query update, String keyId, BootstrapCredential pair) {
        var secret = secrets.draw();
        int updated = update.setParameter("keyId", keyId)
                .setParameter("secretHash", secrets.hashOfSecret(keyId, pair.device(), secret))
                .executeUpdate();
        return updated == 1 ? Optional.of(secret) : Optional.empty();
    }

    private byte[] hash(String keyId, BootstrapCredential pair, String idempotencyKey) {
        return idempotencyKey == null ? null : secrets.hashOfIdempotencyKey(keyId, pair.device(), idempotencyKey);
    }
}
