package org.openors.audit.reading;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openors.audit.AuditField;

/**
 * Comma-separated values (RFC 4180) with a header line. No reader finds a formula (OWASP, CSV Injection), whether it
 * separates cells by comma, semicolon or tab: what could be one gets an apostrophe in front, at the start of a text and
 * after each character within that may end a cell. White space, quotes and apostrophes before a formula make no
 * difference. A text that begins with an apostrophe gets one too, so that the recorded text can be had back. The names of
 * callers are written as {@link VisibleText}.
 */
final class CsvFormat implements AuditFormat {

    private static final String SEQUENCE = "sequence";
    private static final String LINE_END = "\r\n";
    private static final String ENDS_OF_CELLS = ";\\p{Cc}\u2028\u2029";
    private static final String MAY_PRECEDE = "[\\p{C}\\p{Z}\"'\u2018\u2019\u201C\u201D]*";
    private static final String FORMULA_START = "[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]";

    /** Where an apostrophe must be: at the start, or behind what may end a cell. */
    private static final Pattern MARKED_PLACE = Pattern.compile("^(?=['\t\r\n]|" + MAY_PRECEDE + FORMULA_START
            + ")|(?<=[" + ENDS_OF_CELLS + "])(?=" + MAY_PRECEDE + FORMULA_START + ")");

    private static final Set<AuditField> NAMES =
            EnumSet.of(AuditField.ACTOR_ISSUER, AuditField.ACTOR, AuditField.ACTOR_RIGHT);

    @Override
    public void begin(Writer out) throws IOException {
        out.write(Arrays.stream(AuditField.values()).map(AuditField::wireName).collect(Collectors.joining(",")));
        out.write("," + SEQUENCE + LINE_END);
    }

    @Override
    public void write(AuditEntry entry, Writer out) throws IOException {
        for (var field : AuditField.values()) {
            out.write(cell(text(field, entry)));
            out.write(',');
        }
        out.write(entry.sequence() == null ? "" : entry.sequence().toString());
        out.write(LINE_END);
    }

    /** A line with one cell. No other line has only one. */
    @Override
    public void breakOff(Writer out) throws IOException {
        out.write(cell(BROKEN_OFF) + LINE_END);
    }

    private static String text(AuditField field, AuditEntry entry) {
        var text = entry.text(field);
        return text != null && NAMES.contains(field) ? VisibleText.text(text) : text;
    }

    /** The text as a cell; an empty cell for null. */
    static String cell(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        var marked = MARKED_PLACE.matcher(text).replaceAll("'");
        return marked.chars().allMatch(CsvFormat::isPlain) ? marked : '"' + marked.replace("\"", "\"\"") + '"';
    }

    /** Characters that no CSV reader treats specially, whatever its separator is. */
    private static boolean isPlain(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "-_.:".indexOf(c) >= 0);
    }
}
