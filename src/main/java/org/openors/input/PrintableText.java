package org.openors.input;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Checks and makes printable texts. Lengths are in characters (Unicode code points), except where another unit is
 * named.
 */
public final class PrintableText {

    private static final char REPLACEMENT = '\uFFFD';

    private PrintableText() {}

    /** Whether every character is one that can be printed: assigned, and neither control, surrogate nor line break. */
    public static boolean isPrintable(String text) {
        return text.codePoints().allMatch(PrintableText::isPrintable);
    }

    /** The length in code points. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * The text, with U+FFFD for each character that can't be printed, cut to at most {@code length} UTF-16 units. A
     * surrogate pair is not cut in two.
     */
    public static String printable(String text, int length) {
        var cleaned = text.codePoints()
                .map(c -> isPrintable(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        if (cleaned.length() <= length) {
            return cleaned.toString();
        }
        boolean halves = length > 0 && Character.isHighSurrogate(cleaned.charAt(length - 1));
        return cleaned.substring(0, halves ? length - 1 : length);
    }

    /** The text after percent-decoding as UTF-8 (RFC 3986, section 2.1); empty if it is not encoded so. */
    public static Optional<String> percentDecoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .filter(decoded -> decoded.indexOf(REPLACEMENT) < 0);
        } catch (IllegalArgumentException notPercentEncoded) {
            return Optional.empty();
        }
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
