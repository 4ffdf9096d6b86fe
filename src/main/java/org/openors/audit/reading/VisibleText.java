package org.openors.audit.reading;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes characters that nobody sees, such as an invisible joiner, as their JSON escapes (RFC 8259, section 7). Two texts
 * that differ then look different too. Nothing is lost: who reads the escapes gets the recorded text.
 */
final class VisibleText {

    /**
     * Controls, formats, private and unassigned characters and white space but the blank (general categories C and Z), and
     * those of other categories that have no glyph (Unicode's Default_Ignorable_Code_Point).
     */
    private static final String INVISIBLE =
            "\\p{C}\\p{Z}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}"
                    + "\\x{2800}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0000}-\\x{E0FFF}&&[^ ]";

    private static final Pattern IN_JSON = Pattern.compile("[" + INVISIBLE + "]");
    private static final Pattern IN_TEXT = Pattern.compile("[" + INVISIBLE + "]|\\\\(?=u[0-9A-F]{4})");

    private VisibleText() {}

    /** A JSON text of one line. It stays the same JSON. */
    static String json(String json) {
        return IN_JSON.matcher(json).replaceAll(VisibleText::escape);
    }

    /** A text that is not JSON. A backslash is escaped where it would look like the start of an escape. */
    static String text(String text) {
        return IN_TEXT.matcher(text).replaceAll(VisibleText::escape);
    }

    /** The backslash is doubled, as the replacement is a pattern too. */
    private static String escape(MatchResult character) {
        return character
                .group()
                .chars()
                .mapToObj(unit -> "\\\\u" + String.format(java.util.Locale.ROOT, "%04X", unit))
                .collect(Collectors.joining());
    }
}
