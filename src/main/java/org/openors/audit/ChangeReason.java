package org.openors.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.openors.error.Refusal;
import org.openors.input.PrintableText;

/**
 * The reason that a caller gives for a change, as free text: the header {@code X-Change-Reason}, once, 1 to 255
 * printable characters, more than white space. Only ASCII is safe in a header (RFC 9110, 5.5). Other text is sent as {@code UTF-8''} and
 * percent-encoded UTF-8 (RFC 8187).
 */
public final class ChangeReason {

    public static final String HEADER = "X-Change-Reason";

    private static final String ENCODED = "UTF-8''";
    private static final int MAX_LENGTH = 255;
    private static final int COLUMN_LENGTH = 510;

    private ChangeReason() {}

    /** The refusal of a request without a reason in a study that demands one. */
    public static Refusal missing() {
        return Refusal.invalid(HEADER, "is required in this study and mode");
    }

    static boolean isGiven(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }

    /** @throws Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} if the form of the reason is wrong */
    static void requireUsable(HttpServletRequest request) {
        var given = given(request);
        if (given.size() > 1 || !given.stream().allMatch(ChangeReason::isUsable)) {
            throw Refusal.invalid(
                    HEADER,
                    "must be given once, as 1 to " + MAX_LENGTH
                            + " printable characters, in ASCII or as UTF-8'' and percent-encoded UTF-8");
        }
    }

    /**
     * The reason for the record, also if its form is wrong: the first one given, printable, cut to the column's length.
     */
    static Optional<String> recorded(HttpServletRequest request) {
        return given(request).stream()
                .findFirst()
                .filter(PrintableText::isGiven)
                .map(header -> PrintableText.printable(decoded(header).orElse(header), COLUMN_LENGTH));
    }

    private static List<String> given(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HEADER));
    }

    private static boolean isUsable(String header) {
        return decoded(header)
                .filter(text -> PrintableText.isGiven(text)
                        && PrintableText.length(text) <= MAX_LENGTH
                        && PrintableText.isPrintable(text))
                .isPresent();
    }

    /** The text of the header; empty if it has neither form. */
    static Optional<String> decoded(String header) {
        if (!header.chars().allMatch(c -> c < 0x80)) {
            return Optional.empty();
        }
        return header.regionMatches(true, 0, ENCODED, 0, ENCODED.length())
                ? PrintableText.percentDecoded(header.substring(ENCODED.length()))
                : Optional.of(header);
    }
}
