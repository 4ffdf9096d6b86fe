package org.openors.bootstrap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** User-id and password of HTTP Basic (RFC 7617), in UTF-8, from a header of at most 1 KiB. */
record BasicCredentials(String userId, String password) {

    private static final int MAX_HEADER_LENGTH = 1024;
    private static final Pattern HEADER = Pattern.compile("(?i:Basic) +([A-Za-z0-9+/]+={0,2})");

    /** The credentials of the {@code Authorization} header; empty if it is not well-formed Basic. */
    static Optional<BasicCredentials> parse(String header) {
        if (header == null || header.length() > MAX_HEADER_LENGTH) {
            return Optional.empty();
        }
        var basic = HEADER.matcher(header);
        return basic.matches() ? decoded(basic.group(1)).flatMap(BasicCredentials::split) : Optional.empty();
    }

    private static Optional<String> decoded(String token) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(token));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<BasicCredentials> split(String text) {
        int colon = text.indexOf(':');
        return colon < 0 || text.chars().anyMatch(Character::isISOControl)
                ? Optional.empty()
                : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BasicCredentials[]";
    }
}
