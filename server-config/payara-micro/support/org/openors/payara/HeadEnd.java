package org.openors.payara;

import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Buffer;

/** Finds the empty line that ends the head of a request. */
final class HeadEnd {

    private HeadEnd() {}

    /**
     * @param scanned how many bytes were there the last time, null at the first time
     * @param limit the most bytes that a head may have
     * @return the length of the head, with the empty line; -1 if it has not ended
     * @throws RefusedHead if the head, or what has come of it, is too large or no text
     */
    static int find(Buffer input, Integer scanned, int limit) {
        int start = input.position();
        int length = input.remaining();
        for (int i = scanned == null ? 0 : scanned; i < length; i++) {
            if (i == limit) {
                throw new RefusedHead(
                        ServerError.HEADERS_TOO_LARGE, "The request's head has more than " + limit + " bytes");
            }
            int c = input.get(start + i);
            if (c == '\n' && isEmptyLine(input, start, i)) {
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

    /** Whether the line that ends here is empty, and is not the first (RFC 9112, section 2.2). */
    private static boolean isEmptyLine(Buffer input, int start, int end) {
        int before = end - 1;
        if (before >= 0 && input.get(start + before) == '\r') {
            before--;
        }
        if (before < 0 || input.get(start + before) != '\n') {
            return false;
        }
        for (int i = 0; i < before; i++) {
            if (input.get(start + i) != '\r' && input.get(start + i) != '\n') {
                return true;
            }
        }
        return false;
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
