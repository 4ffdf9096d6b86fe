package org.openors.input;

import java.io.IOException;
import java.io.Reader;
import org.openors.error.Refusal;

/**
 * Refuses a text, name or number that is too long, before the parser stores it as a whole in memory. Counts UTF-16
 * units as written, with escapes.
 */
final class TokenLimit extends Reader {

    static final int MAX_LENGTH = 128 * 1024;

    private final Reader json;
    private boolean inText;
    private boolean escaped;
    private int length;

    TokenLimit(Reader json) {
        this.json = json;
    }

    /** @throws Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} if a token is too long */
    @Override
    public int read(char[] buffer, int offset, int count) throws IOException {
        int read = json.read(buffer, offset, count);
        for (int i = offset; i < offset + read; i++) {
            count(buffer[i]);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void count(char c) {
        if (inText ? c == '"' && !escaped : isDelimiter(c)) {
            inText = !inText && c == '"';
            length = 0;
        } else if (++length > MAX_LENGTH) {
            throw StrictJson.unreadable("A text or number in the body is longer than " + MAX_LENGTH + " characters");
        }
        escaped = c == '\\' && !escaped;
    }

    private static boolean isDelimiter(char c) {
        return switch (c) {
            case '"', ',', ':', '[', ']', '{', '}', ' ', '\t', '\r', '\n' -> true;
            default -> false;
        };
    }
}
