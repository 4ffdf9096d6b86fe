package org.openors.security;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.openors.input.PrintableText;
import org.openors.input.StrictJson;
import org.openors.settings.Settings;

/**
 * The rules for a token that the platform does not check (RFC 7519, RFC 8725): algorithm RS256 or ES256 (one of
 * them alone if {@code MP_JWT_VERIFY_PUBLICKEY_ALGORITHM} says so), no critical header, no {@code typ} but {@code JWT}, a {@code sub} of 1 to 255 characters, {@code groups} a list of texts, {@code
 * nbf} and {@code iat} not in the future, a lifetime of at most {@code ORS_TOKEN_MAX_LIFETIME} (ISO-8601, default
 * PT24H), an audience of {@code MP_JWT_VERIFY_AUDIENCES} where that is set. No clock skew is allowed.
 */
@ApplicationScoped
public class TokenRules {

    static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");
    private static final int MAX_NAME_LENGTH = 255;

    private Duration maxLifetime;
    private Collection<String> audiences;
    private Set<String> algorithms = ALGORITHMS;
    private Clock clock;

    protected TokenRules() {}

    TokenRules(Duration maxLifetime, Collection<String> audiences, Clock clock) {
        this.maxLifetime = maxLifetime;
        this.audiences = audiences;
        this.clock = clock;
    }

    /** @throws org.openors.settings.BadSetting if {@code ORS_TOKEN_MAX_LIFETIME} can't be used */
    @PostConstruct
    void configure() {
        maxLifetime = TokenSettings.maxLifetime();
        algorithms = TokenSettings.algorithms();
        audiences = Settings.text("MP_JWT_VERIFY_AUDIENCES")
                .map(list -> Arrays.stream(list.split(",")).map(String::trim).toList())
                .orElse(List.of());
        clock = Clock.systemUTC();
    }

    /** From PT1S to P366D, PT24H if not set. */
    public Duration maxLifetime() {
        return maxLifetime;
    }

    /** Whether a token satisfies the rules. Its signature was verified by the platform before. */
    public boolean accepts(String rawToken) {
        var parts = rawToken.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            return acceptsHeader(decode(parts[0])) && acceptsClaims(decode(parts[1]));
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    private boolean acceptsHeader(JsonObject header) {
        return algorithms.contains(header.getString("alg"))
                && !header.containsKey("crit")
                && (!header.containsKey("typ") || "JWT".equalsIgnoreCase(header.getString("typ")));
    }

    private boolean acceptsClaims(JsonObject claims) {
        var now = clock.instant();
        var expiry = time(claims, "exp");
        var issuedAt = time(claims, "iat");
        return expiry.isAfter(now)
                && !issuedAt.isAfter(now)
                && (!claims.containsKey("nbf") || !time(claims, "nbf").isAfter(now))
                && Duration.between(issuedAt, expiry).compareTo(maxLifetime) <= 0
                && isName(claims.getString("sub"))
                && (!claims.containsKey("groups") || areGroups(claims.get("groups")))
                && (audiences.isEmpty() || isForUs(claims.get("aud")));
    }

    /**
     * A NumericDate (RFC 7519, section 2) in whole or fractional seconds. A claim of another form makes the token
     * invalid.
     */
    private static Instant time(JsonObject claims, String name) {
        var seconds = claims.getJsonNumber(name).bigDecimalValue();
        if (seconds.signum() < 0 || (long) seconds.precision() - seconds.scale() > 12) {
            throw new IllegalArgumentException(name);
        }
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    private static boolean isName(String subject) {
        return PrintableText.isGiven(subject) && subject.length() <= MAX_NAME_LENGTH;
    }

    private static boolean areGroups(JsonValue groups) {
        return groups instanceof JsonArray list && list.stream().allMatch(JsonString.class::isInstance);
    }

    private boolean isForUs(JsonValue audience) {
        var named = audience instanceof JsonArray list ? list : List.of(audience);
        return named.stream().anyMatch(one -> one instanceof JsonString text && audiences.contains(text.getString()));
    }

    /** A completely valid JSON object (RFC 7519, section 7.2, step 10). */
    private static JsonObject decode(String part) {
        return StrictJson.readObject(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(part)));
    }
}
