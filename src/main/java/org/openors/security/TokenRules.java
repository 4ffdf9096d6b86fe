package org.openors.security;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.openors.input.PrintableText;

/**
 * The rules for the claims of a token (RFC 7519, RFC 8725): the issuer of {@code MP_JWT_VERIFY_ISSUER}, a {@code sub} of 1
 * to 255 characters, {@code groups} a list of texts, {@code exp} in the future, {@code nbf} and {@code iat} not in the future,
 * a lifetime of at most {@code ORS_TOKEN_MAX_LIFETIME} (ISO-8601, default PT24H), an audience of {@code
 * MP_JWT_VERIFY_AUDIENCES} where that is set. {@code jti} may be absent. No clock skew is allowed.
 */
@ApplicationScoped
public class TokenRules {

    private static final int MAX_NAME_LENGTH = 255;

    @Inject
    Clock clock;

    private String issuer;
    private Duration maxLifetime;
    private Collection<String> audiences;

    protected TokenRules() {}

    TokenRules(String issuer, Duration maxLifetime, Collection<String> audiences, Clock clock) {
        this.issuer = issuer;
        this.maxLifetime = maxLifetime;
        this.audiences = audiences;
        this.clock = clock;
    }

    /** @throws org.openors.settings.BadSetting if the issuer is missing or another setting can't be used */
    @PostConstruct
    void configure() {
        issuer = TokenSettings.issuer();
        maxLifetime = TokenSettings.maxLifetime();
        audiences = TokenSettings.audiences();
    }

    /** From PT1S to P366D, PT24H if not set. */
    public Duration maxLifetime() {
        return maxLifetime;
    }

    /** @throws BadToken for the first rule that the claims break, now */
    void check(TokenClaims claims) {
        if (!issuer.equals(claims.text("iss"))) {
            throw new BadToken(TokenFault.ISSUER, claims.text("iss"));
        }
        checkTimes(claims);
        var subject = claims.text("sub");
        if (!PrintableText.isGiven(subject) || subject.length() > MAX_NAME_LENGTH) {
            throw new BadToken(TokenFault.CLAIM, "sub must have 1 to " + MAX_NAME_LENGTH + " characters");
        }
        claims.groups();
        if (!audiences.isEmpty()) {
            checkAudience(claims.audiences());
        }
    }

    private void checkTimes(TokenClaims claims) {
        var now = clock.instant();
        var expiry = claims.time("exp");
        var issuedAt = claims.time("iat");
        if (!expiry.isAfter(now)) {
            throw new BadToken(TokenFault.EXPIRED, "at " + expiry);
        }
        requirePast("iat", issuedAt, now);
        if (claims.has("nbf")) {
            requirePast("nbf", claims.time("nbf"), now);
        }
        var lifetime = Duration.between(issuedAt, expiry);
        if (lifetime.compareTo(maxLifetime) > 0) {
            throw new BadToken(TokenFault.LIFETIME, lifetime + " instead of " + maxLifetime);
        }
    }

    private static void requirePast(String claim, Instant time, Instant now) {
        if (time.isAfter(now)) {
            throw new BadToken(TokenFault.NOT_YET_VALID, claim + " is " + time + ", now is " + now);
        }
    }

    private void checkAudience(Set<String> named) {
        if (named.stream().noneMatch(audiences::contains)) {
            throw new BadToken(TokenFault.AUDIENCE, named.toString());
        }
    }
}
