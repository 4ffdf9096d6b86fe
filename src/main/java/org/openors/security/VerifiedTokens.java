package org.openors.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies the signature of a token once in {@link #REMEMBERED}, not at each request: this is the most expensive part of a
 * request. {@link TokenRules} are checked at each request, as the time goes on. A signature is verified again as soon as a
 * key came or went. What is remembered needs at most 16 MiB.
 */
@ApplicationScoped
public class VerifiedTokens {

    /** How long a verified signature is remembered, unless the token expires before. */
    public static final Duration REMEMBERED = Duration.ofSeconds(60);

    static final long MOST_BYTES = 16L * 1024 * 1024;

    /** A token is kept as its key, and as its claims, which are objects. */
    private static final int BYTES_A_CHARACTER = 8;

    private static final int BYTES_A_TOKEN = 1_024;

    private record Verified(TokenClaims claims, VerificationKeys by) {}

    private final Cache<String, Verified> verified;

    @Inject
    TokenRules rules;

    @Inject
    SigningKeys keys;

    private Set<String> algorithms;

    protected VerifiedTokens() {
        verified = null;
    }

    @Inject
    VerifiedTokens(Clock clock) {
        this(Ticker.systemTicker(), clock);
    }

    VerifiedTokens(Ticker ticker, Clock clock) {
        verified = Caffeine.newBuilder()
                .expireAfter(Expiry.creating((String token, Verified one) -> life(one.claims(), clock)))
                .maximumWeight(MOST_BYTES)
                .weigher((String token, Verified one) -> bytes(token))
                .ticker(ticker)
                .build();
    }

    /** @throws org.openors.settings.BadSetting if {@code MP_JWT_VERIFY_PUBLICKEY_ALGORITHM} names another algorithm */
    @PostConstruct
    void configure() {
        algorithms = TokenSettings.algorithms();
    }

    /**
     * The claims of a token that is good now.
     *
     * @throws BadToken if it is not
     */
    JsonWebToken verify(String raw) {
        var known = verified.getIfPresent(raw);
        if (known != null && known.by() == keys.current()) {
            rules.check(known.claims());
            return known.claims();
        }
        var token = SignedToken.parse(raw);
        var claims = new TokenClaims(token);
        TokenHeader.check(token.header(), algorithms);
        rules.check(claims);
        var by = keys.current();
        keys.verify(token);
        verified.put(raw, new Verified(claims, by));
        return claims;
    }

    /** What the token needs in memory, estimated. */
    static int bytes(String token) {
        return BYTES_A_TOKEN + BYTES_A_CHARACTER * token.length();
    }

    private static Duration life(TokenClaims claims, Clock clock) {
        var left = Duration.between(clock.instant(), claims.time("exp"));
        return left.isNegative() ? Duration.ZERO : left.compareTo(REMEMBERED) < 0 ? left : REMEMBERED;
    }

    /** How many tokens are remembered, and what they weigh. */
    long[] size() {
        verified.cleanUp();
        return new long[] {
            verified.estimatedSize(),
            verified.policy().eviction().orElseThrow().weightedSize().orElseThrow()
        };
    }
}
