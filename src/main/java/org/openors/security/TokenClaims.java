package org.openors.security;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The claims of a token, each in the form that it must have, and as MicroProfile JWT presents them. A claim that a rule needs
 * and that has another form makes the token a {@link BadToken}.
 */
final class TokenClaims implements JsonWebToken {

    private static final int MOST_DIGITS_OF_SECONDS = 12;

    private final String raw;
    private final JsonObject claims;

    TokenClaims(SignedToken token) {
        raw = token.raw();
        claims = token.claims();
    }

    boolean has(String name) {
        return claims.containsKey(name);
    }

    /** @throws BadToken if the claim is missing or no text */
    String text(String name) {
        if (claims.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw other(name, "a text");
    }

    /**
     * A NumericDate (RFC 7519, section 2) in whole or fractional seconds.
     *
     * @throws BadToken if the claim is missing, no number, negative or beyond any time
     */
    Instant time(String name) {
        if (claims.get(name) instanceof JsonNumber number) {
            var seconds = number.bigDecimalValue();
            if (seconds.signum() >= 0 && (long) seconds.precision() - seconds.scale() <= MOST_DIGITS_OF_SECONDS) {
                return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
            }
        }
        throw other(name, "a time in seconds");
    }

    /** @throws BadToken if the claim is there and no list of texts */
    Set<String> groups() {
        var groups = claims.getOrDefault(Claims.groups.name(), JsonValue.EMPTY_JSON_ARRAY);
        if (groups instanceof JsonArray list && list.stream().allMatch(JsonString.class::isInstance)) {
            return texts(list);
        }
        throw other(Claims.groups.name(), "a list of texts");
    }

    /** The texts of {@code aud}, which is a text or a list. */
    Set<String> audiences() {
        var audience = claims.getOrDefault(Claims.aud.name(), JsonValue.NULL);
        return texts(audience instanceof JsonArray list ? list : List.of(audience));
    }

    private static Set<String> texts(List<? extends JsonValue> values) {
        var texts = new LinkedHashSet<String>();
        values.forEach(value -> {
            if (value instanceof JsonString text) {
                texts.add(text.getString());
            }
        });
        return texts;
    }

    private BadToken other(String name, String form) {
        return new BadToken(TokenFault.CLAIM, name + (has(name) ? " must be " + form : " is missing"));
    }

    /** {@code upn}, else {@code preferred_username}, else {@code sub} (MicroProfile JWT 2.1, section 4.1). */
    @Override
    public String getName() {
        return List.of(Claims.upn, Claims.preferred_username, Claims.sub).stream()
                .map(claim -> claims.get(claim.name()))
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .findFirst()
                .orElse(null);
    }

    @Override
    public Set<String> getClaimNames() {
        return claims.keySet();
    }

    /** A text as a text, a time as whole seconds, groups and audiences as a set, anything else as JSON. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
        return (T) (name.equals(Claims.raw_token.name()) ? raw : value(name));
    }

    private Object value(String name) {
        var value = claims.get(name);
        return switch (name) {
            case "groups" -> groups();
            case "aud" -> audiences();
            case "exp", "iat", "nbf" -> value == null ? null : time(name).getEpochSecond();
            default -> value instanceof JsonString text ? text.getString() : value;
        };
    }
}
