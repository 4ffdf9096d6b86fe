package org.openors.security;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for the header of a token (RFC 7515, RFC 8725): algorithm RS256 or ES256, no critical header, and no {@code typ}
 * but {@code JWT} or {@code at+jwt} (RFC 9068, section 2.1), in any case and with or without {@code application/}.
 */
final class TokenHeader {

    static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/jwt", "application/at+jwt");

    private TokenHeader() {}

    /**
     * @param algorithms those of {@link #ALGORITHMS} that the operator allows
     * @throws BadToken for the first rule that the header breaks
     */
    static void check(JsonObject header, Set<String> algorithms) {
        var algorithm = text(header, "alg").orElse("none");
        if (!algorithms.contains(algorithm)) {
            throw new BadToken(TokenFault.ALGORITHM, algorithm);
        }
        if (header.containsKey("crit")) {
            throw new BadToken(TokenFault.CRITICAL_HEADER);
        }
        var type = text(header, "typ").map(given -> given.toLowerCase(Locale.ROOT));
        if (header.containsKey("typ") && type.filter(TYPES::contains).isEmpty()) {
            throw new BadToken(TokenFault.TYPE, type.orElse("no text"));
        }
    }

    /** Empty if it is missing or no text. */
    static Optional<String> text(JsonObject header, String name) {
        return header.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}
