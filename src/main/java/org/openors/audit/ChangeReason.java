package org.openors.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.openors.error.Refusal;
import org.openors.input.Text;

/**
 * Why a caller asks for a change, in their own words: the header {@code X-Change-Reason}, once, 1 to 255 printable characters.
 * A header carries ASCII safely and nothing else (RFC 9110, 5.5); whatever else is meant is written as RFC 8187 has it: {@code
 * UTF-8''} and percent-encoded UTF-8.
 */
public final class ChangeReason {

    public static final String HEADER = "X-Change-Reason";

    private static final String ENCODED = "UTF-8''";
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
            throw Refusal.invalid(
                    HEADER,
                    "must be given once, as 1 to " + MAX_LENGTH
                            + " printable characters, in ASCII or as UTF-8'' and percent-encoded UTF-8");
        }
    }

    /** What is recorded, be it usable or not: the first that is given, printable and cut to what the column takes. */
    static Optional<String> recorded(HttpServletRequest request) {
        return given(request).stream()
                .findFirst()
                .filter(header -> !header.isEmpty())
                .map(header -> Text.printable(decoded(header).orElse(header), COLUMN_LENGTH));
    }

    private static List<String> given(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HEADER));
    }

    private static boolean isUsable(String header) {
        return decoded(header)
                .filter(text -> !text.isEmpty() && Text.length(text) <= MAX_LENGTH && Text.isPrintable(text))
                .isPresent();
    }

    /** What the header says, nothing if it is of neither form. */
    static Optional<String> decoded(String header) {
        if (!header.chars().allMatch(c -> c < 0x80)) {
            return Optional.empty();
        }
        return header.regionMatches(true, 0, ENCODED, 0, ENCODED.length())
                ? Text.percentDecoded(header.substring(ENCODED.length()))
                : Optional.of(header);
    }
}
