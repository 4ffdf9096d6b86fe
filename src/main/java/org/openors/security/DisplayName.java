package org.openors.security;

import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.openors.input.PrintableText;

/**
 * What people call the caller: the claim {@code name}, else {@code preferred_username} (OpenID Connect Core 1.0, section
 * 5.1). Both may change and be the same for two callers, so that only {@code sub} names the caller. A claim of another form is
 * passed over: it is no reason to refuse a token.
 */
final class DisplayName {

    private static final int MAX_LENGTH = 255;

    private DisplayName() {}

    /** Printable, at most 255 UTF-16 units; empty if the token has neither claim. */
    static Optional<String> of(JsonWebToken token) {
        return Stream.of("name", "preferred_username")
                .map(token::<Object>getClaim)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(PrintableText::isGiven)
                .map(name -> PrintableText.printable(name.strip(), MAX_LENGTH))
                .findFirst();
    }
}
