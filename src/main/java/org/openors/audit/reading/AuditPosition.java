package org.openors.audit.reading;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in the trail, which is ordered by time and, within a millisecond, by id. Callers have it as a text that they need
 * not understand.
 */
public record AuditPosition(Instant time, UUID id) {

    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final UUID FIRST_ID = new UUID(0, 0);
    private static final int BYTES = Long.BYTES * 3;

    /** Where the trail ends: every record is before it. */
    static AuditPosition end() {
        return startOf(LATEST);
    }

    /** Where this time begins: no record of the time is before it. */
    static AuditPosition startOf(Instant time) {
        return new AuditPosition(time, FIRST_ID);
    }

    /** A time between the years 1 and 9999 (ISO-8601), which every database takes; nothing if the text is none. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(AuditPosition::isWithinBounds);
        } catch (java.time.format.DateTimeParseException notIso) {
            return Optional.empty();
        }
    }

    /** The place that {@link #text} wrote; nothing if it did not. */
    static Optional<AuditPosition> parse(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != BYTES) {
                return Optional.empty();
            }
            var buffer = ByteBuffer.wrap(bytes);
            var time = Instant.ofEpochMilli(buffer.getLong());
            return Optional.of(new AuditPosition(time, new UUID(buffer.getLong(), buffer.getLong())))
                    .filter(position -> isWithinBounds(time));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    String text() {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(time.toEpochMilli())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** This place, or the start of that time if that is earlier; null for no time. */
    AuditPosition orStartOf(Instant other) {
        return other == null || other.isAfter(time) ? this : startOf(other);
    }

    private static boolean isWithinBounds(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }
}
