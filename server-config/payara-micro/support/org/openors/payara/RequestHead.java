package org.openors.payara;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The request line and the header fields of a request, as ISO 8859-1 (RFC 9112, sections 2 to 5). What two servers could
 * understand differently is refused, because then a proxy in front and this server could disagree where a request ends.
 * Bytes above 0x7F are allowed in a field value (RFC 9110, section 5.5).
 *
 * <p>Limits: 8 KiB for the request line, a token of 24 KiB in one field, 100 fields; the server's setting limits the whole.
 */
final class RequestHead {

    static final int MAX_LINE = 8 * 1024;

    private static final int MAX_FIELD = 24 * 1024 + "Authorization: Bearer ".length();
    private static final int MAX_FIELDS = 100;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VERSION = Pattern.compile("HTTP/1\\.[01]");

    private final String method;
    private final String target;
    private final String version;
    private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final int numberOfFields;

    private RequestHead(String head) {
        var lines = head.split("\r\n");
        requireLine(lines[0]);
        var parts = lines[0].split(" ", -1);
        if (parts.length != 3 || !TOKEN.matcher(parts[0]).matches()) {
            throw RefusedHead.invalid("The request line must be a method, a URL and a version");
        }
        method = parts[0];
        target = parts[1];
        version = parts[2];
        numberOfFields = lines.length - 1;
        Arrays.stream(lines).skip(1).forEach(this::addField);
    }

    /**
     * @param head ends with an empty line
     * @throws RefusedHead if a rule is broken
     */
    static void check(String head) {
        requireSound(head);
        var request = new RequestHead(head);
        if (!VERSION.matcher(request.version).matches()) {
            throw RefusedHead.invalid("The version of HTTP must be 1.1 or 1.0");
        }
        if (request.numberOfFields > MAX_FIELDS) {
            throw new RefusedHead(
                    ServerError.HEADERS_TOO_LARGE, "There are more than " + MAX_FIELDS + " header fields");
        }
        RequestTarget.check(request.method, request.target);
        RequestFields.check(request);
    }

    /** @throws RefusedHead if the request line, or the part of it that has come, is too long */
    static void requireLine(String line) {
        if (line.length() > MAX_LINE) {
            throw new RefusedHead(ServerError.URI_TOO_LONG, "The URL is longer than " + MAX_LINE + " characters");
        }
    }

    private static void requireSound(String head) {
        for (int i = 0; i < head.length(); i++) {
            char c = head.charAt(i);
            boolean isLineEnd = c == '\r' && head.startsWith("\n", i + 1) || c == '\n' && head.startsWith("\r", i - 1);
            if (isControl(c) && !isLineEnd) {
                throw RefusedHead.invalid("A control character is in the request's head");
            }
            if (c == '\n' && (head.startsWith(" ", i + 1) || head.startsWith("\t", i + 1))) {
                throw RefusedHead.invalid("A header field must be on one line");
            }
        }
    }

    /** All control characters but the tab (RFC 9110, section 5.5). */
    static boolean isControl(int c) {
        return c < ' ' && c != '\t' || c == 0x7F;
    }

    private void addField(String line) {
        if (line.length() > MAX_FIELD) {
            throw new RefusedHead(
                    ServerError.HEADERS_TOO_LARGE, "A header field is longer than " + MAX_FIELD + " characters");
        }
        int colon = line.indexOf(':');
        if (colon < 0 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
            throw RefusedHead.invalid("A header field must be a name, a colon and a value");
        }
        fields.computeIfAbsent(line.substring(0, colon), any -> new ArrayList<>(1))
                .add(line.substring(colon + 1).trim());
    }

    String method() {
        return method;
    }

    boolean isHttp10() {
        return version.endsWith("0");
    }

    /** The values of all fields of this name, without the white space around them. */
    List<String> values(String name) {
        return fields.getOrDefault(name, List.of());
    }
}
