package org.openors.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.openors.error.Refusal;
import org.openors.wire.Text;

/** Why a caller asks for a change, in their own words: the header {@code X-Change-Reason}, once, 1 to 255 printable characters. */
public final class ChangeReason {

    public static final String HEADER = "X-Change-Reason";

    private static final int MAX_LENGTH = 255;
    private static final int COLUMN_LENGTH = 510;

    private ChangeReason() {}

    /** The refusal of a request without one where the study demands one. */
    public static Refusal missing() {
        return Refusal.invalid(HEADER, "is required in this study and mode");
    }

    static boolean isGiven(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }

    /** @throws Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} if one is given that can't be used */
    static void requireUsable(HttpServletRequest request) {
        var given = given(request);
        if (given.size() > 1 || !given.stream().allMatch(ChangeReason::isUsable)) {
            throw Refusal.invalid(HEADER, "must be given once, as 1 to " + MAX_LENGTH + " printable characters");
        }
    }

    /** What is recorded, be it usable or not: the first that is given, printable and cut to what the column takes. */
    static Optional<String> recorded(HttpServletRequest request) {
        return given(request).stream()
                .findFirst()
                .filter(text -> !text.isEmpty())
                .map(text -> Text.printable(text, COLUMN_LENGTH));
    }

    private static List<String> given(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HEADER)).stream()
                .map(ChangeReason::decoded)
                .toList();
    }

    private static boolean isUsable(String text) {
        return !text.isEmpty() && Text.length(text) <= MAX_LENGTH && Text.isPrintable(text);
    }

    /** A header comes as one character a byte (RFC 9110, 5.5): UTF-8 if the bytes are that, ISO-8859-1 if not. */
    static String decoded(String header) {
        if (header.chars().anyMatch(c -> c > 0xFF)) {
            return header;
        }
        var bytes = ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException notUtf8) {
            return header;
        }
    }
}
