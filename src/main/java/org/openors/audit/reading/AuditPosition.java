package org.openors.audit.reading;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.openors.input.Cursor;

/**
 * A position in the trail, which is ordered by time and, within a millisecond, by id. Callers get it as an opaque text.
 */
public record AuditPosition(Instant time, UUID id) {

    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final UUID FIRST_ID = new UUID(0, 0);
    private static final int BYTES = Long.BYTES * 3;

    /** The end of the trail: every record is before it. */
    static AuditPosition end() {
        return startOf(LATEST);
    }

    /** The start of this time: no record of this time is before it. */
    static AuditPosition startOf(Instant time) {
        return new AuditPosition(time, FIRST_ID);
    }

    /**
     * A time in ISO-8601; empty if the text is not one, or not in the years 1 to 9999, which both databases can store.
     */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(AuditPosition::isWithinBounds);
        } catch (java.time.format.DateTimeParseException notIso) {
            return Optional.empty();
        }
    }

    /** The position that {@link #text} wrote; empty if the text does not have its form. */
    static Optional<AuditPosition> parse(String text) {
        return Cursor.bytes(text)
                .filter(bytes -> bytes.remaining() == BYTES)
                .map(bytes -> new AuditPosition(
                        Instant.ofEpochMilli(bytes.getLong()), new UUID(bytes.getLong(), bytes.getLong())))
                .filter(position -> isWithinBounds(position.time()));
    }

    String text() {
        return Cursor.text(ByteBuffer.allocate(BYTES)
                .putLong(time.toEpochMilli())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()));
    }

    /** This position, or the start of {@code other} if that is earlier. {@code other} may be null. */
    AuditPosition orStartOf(Instant other) {
        return other == null || other.isAfter(time) ? this : startOf(other);
    }

    private static boolean isWithinBounds(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }
}
