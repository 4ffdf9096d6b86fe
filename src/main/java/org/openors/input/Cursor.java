package org.openors.input;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/** Where the following page begins, as an opaque text: bytes in base64url (RFC 4648, section 5), without padding. */
public final class Cursor {

    /** Far more than any position needs. */
    private static final int MAX_TEXT = 1_024;

    private Cursor() {}

    public static String text(ByteBuffer position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.array());
    }

    /** The bytes in a text that a caller sent; empty if it is none that {@link #text} writes. */
    public static Optional<ByteBuffer> bytes(String text) {
        try {
            return Optional.of(text)
                    .filter(any -> any.length() <= MAX_TEXT)
                    .map(Base64.getUrlDecoder()::decode)
                    .map(ByteBuffer::wrap);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
