package org.openors.study;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.openors.input.Cursor;
import org.openors.input.PrintableText;

/**
 * A position among subjects, which are ordered by number and id. Those without a number come last. Callers get it as an
 * opaque text.
 *
 * @param number null for a subject without one
 */
record SubjectPosition(String number, UUID id) {

    private static final int ID_BYTES = 2 * Long.BYTES;
    private static final int MAX_LENGTH = 100;

    /** The position that {@link #text} wrote; empty if the text does not have its form. */
    static Optional<SubjectPosition> parse(String text) {
        return Cursor.bytes(text).filter(bytes -> bytes.remaining() >= ID_BYTES).flatMap(bytes -> {
            var id = new UUID(bytes.getLong(), bytes.getLong());
            return bytes.hasRemaining()
                    ? number(bytes).map(number -> new SubjectPosition(number, id))
                    : Optional.of(new SubjectPosition(null, id));
        });
    }

    private static Optional<String> number(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString())
                    .filter(PrintableText::isPrintable)
                    .filter(number -> PrintableText.length(number) <= MAX_LENGTH);
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    String text() {
        var bytes = number == null ? new byte[0] : number.getBytes(StandardCharsets.UTF_8);
        return Cursor.text(ByteBuffer.allocate(ID_BYTES + bytes.length)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(bytes));
    }
}
