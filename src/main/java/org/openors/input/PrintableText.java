package org.openors.input;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Checks and makes printable texts. Lengths are in characters (Unicode code points), except where another unit is
 * named.
 */
public final class PrintableText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final int LEFT_TO_RIGHT_OVERRIDE = 0x202D;
    private static final int RIGHT_TO_LEFT_OVERRIDE = 0x202E;
    private static final Predicate<String> HAS_MORE_THAN_WHITE_SPACE =
            Pattern.compile("\\P{IsWhite_Space}").asPredicate();

    private PrintableText() {}

    /**
     * Whether no character is a control character, an unpaired surrogate, a noncharacter or a bidirectional override
     * (Unicode 15, sections 23.1, 23.6, 23.7 and 23.2). All others are in use somewhere: Persian and Sinhala need invisible joiners, and
     * a character that this JDK does not know is one of a later Unicode.
     */
    public static boolean isPrintable(String text) {
        return text.codePoints().allMatch(PrintableText::isPrintable);
    }

    /**
     * Whether there is a text: neither null nor empty nor white space alone (Unicode's White_Space). Whatever asks for a
     * text that must be given means this.
     */
    public static boolean isGiven(String text) {
        return text != null && HAS_MORE_THAN_WHITE_SPACE.test(text);
    }

    /** The length in code points. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * The text, with U+FFFD for each character that can't be printed, {@link #cut} to at most {@code length} UTF-16
     * units.
     */
    public static String printable(String text, int length) {
        var cleaned = text.codePoints()
                .map(c -> isPrintable(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return cut(cleaned.toString(), length);
    }

    /** The text, cut to at most {@code length} UTF-16 units. A surrogate pair is not cut in two. */
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean halves = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, halves ? length - 1 : length);
    }

    /** The text after percent-decoding as UTF-8 (RFC 3986, section 2.1); empty if it is not encoded so. */
    public static Optional<String> percentDecoded(String text) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        try {
            var bytes = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                    .getBytes(StandardCharsets.ISO_8859_1);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException notEncodedSo) {
            return Optional.empty();
        }
    }

    private static boolean isPrintable(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.SURROGATE && !isNoncharacter(c) && !isOverride(c);
    }

    private static boolean isNoncharacter(int c) {
        return (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
    }

    private static boolean isOverride(int c) {
        return c == LEFT_TO_RIGHT_OVERRIDE || c == RIGHT_TO_LEFT_OVERRIDE;
    }
}
