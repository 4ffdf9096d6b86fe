package org.openors.audit.reading;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.openors.audit.AuditField;

/**
 * Comma-separated values (RFC 4180) with a header line. A text that a spreadsheet could read as a formula (OWASP, CSV
 * Injection) gets an apostrophe in front. A text that begins with an apostrophe gets one too: remove one apostrophe to
 * get the recorded text.
 */
final class CsvFormat implements AuditFormat {

    private static final String SEQUENCE = "sequence";
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private static final char APOSTROPHE = '\'';

    @Override
    public void begin(Writer out) throws IOException {
        out.write(Arrays.stream(AuditField.values()).map(AuditField::wireName).collect(Collectors.joining(",")));
        out.write("," + SEQUENCE + LINE_END);
    }

    @Override
    public void write(AuditEntry entry, Writer out) throws IOException {
        for (var field : AuditField.values()) {
            out.write(cell(entry.text(field)));
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

    /** The text as a cell; an empty cell for null. */
    static String cell(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        boolean isMarked = text.charAt(0) == APOSTROPHE || FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        var marked = isMarked ? APOSTROPHE + text : text;
        return marked.chars().allMatch(CsvFormat::isPlain) ? marked : '"' + marked.replace("\"", "\"\"") + '"';
    }

    /** Characters that no CSV reader treats specially, whatever its separator is. */
    private static boolean isPlain(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "-_.:".indexOf(c) >= 0);
    }
}
