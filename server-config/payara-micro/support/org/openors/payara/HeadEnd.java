package org.openors.payara;

import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Buffer;

/** Finds the empty line that ends the head of a request. */
final class HeadEnd {

    /** Empty lines before a request are ignored (RFC 9112, section 2.2), but no more bytes of them than this. */
    private static final int MOST_EMPTY = 16;

    private HeadEnd() {}

    /**
     * @param scanned how many bytes were there the last time, null at the first time
     * @param limit the most bytes that a head may have
     * @return the length of the head, with the empty line; -1 if it has not ended
     * @throws RefusedHead if the head, or what has come of it, is too large or no text, or begins with many empty lines
     */
    static int find(Buffer input, Integer scanned, int limit) {
        int start = input.position();
        int length = input.remaining();
        int text = emptyBytes(input, start, length);
        for (int i = scanned == null ? 0 : scanned; i < length; i++) {
            if (i == limit) {
                throw new RefusedHead(
                        ServerError.HEADERS_TOO_LARGE, "The request's head has more than " + limit + " bytes");
            }
            int c = input.get(start + i);
            if (c == '\n' && isEmptyLine(input, start, text, i)) {
                return i + 1;
            }
            if (i == RequestHead.MAX_LINE + 1) {
                requireLineEnd(input, start, i);
            }
            if (c >= 0 && c != '\r' && c != '\n' && RequestHead.isControl(c)) {
                throw RefusedHead.invalid("A control character is in the request's head");
            }
        }
        return -1;
    }

    /** The number of bytes of empty lines in front. */
    private static int emptyBytes(Buffer input, int start, int length) {
        int i = 0;
        while (i < length && (input.get(start + i) == '\r' || input.get(start + i) == '\n')) {
            i++;
            if (i > MOST_EMPTY) {
                throw RefusedHead.invalid("Too many empty lines are before the request");
            }
        }
        return i;
    }

    /** Whether the line that ends here is empty, and behind the first one with text. */
    private static boolean isEmptyLine(Buffer input, int start, int text, int end) {
        int before = end - 1;
        if (before >= 0 && input.get(start + before) == '\r') {
            before--;
        }
        return text < before && input.get(start + before) == '\n';
    }

    private static void requireLineEnd(Buffer input, int start, int length) {
        var text = text(input, start, length);
        RequestHead.requireLine(text.stripLeading().lines().findFirst().orElse(""));
    }

    /** The head, without empty lines in front of it: Grizzly takes them for a method. */
    static String text(Buffer input, int length) {
        return text(input, input.position(), length).stripLeading();
    }

    private static String text(Buffer input, int start, int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = input.get(start + i);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
