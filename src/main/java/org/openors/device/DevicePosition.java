package org.openors.device;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.openors.input.Cursor;

/** A position among devices, which are ordered by the expiry of their pair and by item. Callers get it as an opaque text. */
record DevicePosition(Instant expiresAt, UUID inventoryId) {

    private static final int BYTES = 3 * Long.BYTES;
    private static final int LAST_YEAR = 9999;

    /** The position that {@link #text} wrote; empty if the text does not have its form. */
    static Optional<DevicePosition> parse(String text) {
        return Cursor.bytes(text)
                .filter(bytes -> bytes.remaining() == BYTES)
                .map(bytes -> new DevicePosition(
                        Instant.ofEpochMilli(bytes.getLong()), new UUID(bytes.getLong(), bytes.getLong())))
                .filter(DevicePosition::isStorable);
    }

    private static boolean isStorable(DevicePosition position) {
        int year = position.expiresAt.atOffset(ZoneOffset.UTC).getYear();
        return year >= 1 && year <= LAST_YEAR;
    }

    String text() {
        return Cursor.text(ByteBuffer.allocate(BYTES)
                .putLong(EpochMillis.of(expiresAt))
                .putLong(inventoryId.getMostSignificantBits())
                .putLong(inventoryId.getLeastSignificantBits()));
    }
}
