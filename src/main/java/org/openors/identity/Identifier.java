package org.openors.identity;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifiers of studies, subjects and inventory items: UUIDs, accepted with or without dashes, in any case. */
public final class Identifier {

    /** The accepted forms: 32 hex characters, or 8-4-4-4-12 with dashes. */
    public static final String PATTERN =
            "[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";

    /** The Max UUID (RFC 9562, section 5.10), which nothing may have. It stands for a path value that is not a UUID. */
    public static final UUID UNKNOWN = new UUID(-1, -1);

    private static final Pattern ACCEPTED = Pattern.compile(PATTERN);

    private Identifier() {}

    /** The UUID in the text. Empty if the text is not a UUID, or is the Max UUID. */
    public static Optional<UUID> parse(String text) {
        return text == null || !ACCEPTED.matcher(text).matches()
                ? Optional.empty()
                : Optional.of(read(text)).filter(id -> !id.equals(UNKNOWN));
    }

    /**
     * The UUID in a text that this service wrote; it may be the Max UUID.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static UUID of(String text) {
        if (!ACCEPTED.matcher(text).matches()) {
            throw new IllegalArgumentException("not an identifier");
        }
        return read(text);
    }

    private static UUID read(String text) {
        var hex = text.replace("-", "");
        return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }

    /**
     * A new identifier that nobody can guess. Those of later times are greater, so that an index over many has the new ones in
     * one place: version 7 of RFC 9562, section 5.7, with 74 random bits.
     */
    public static UUID inOrderOfTime(Instant now) {
        var random = UUID.randomUUID();
        long time = now.toEpochMilli() << 16;
        return new UUID(time | 0x7000 | random.getMostSignificantBits() & 0xFFF, random.getLeastSignificantBits());
    }

    /** 32 upper-case hex characters, such as {@code B1B8327AFAA6412287106192AB5984EF}. */
    public static String format(UUID id) {
        return id.toString().replace("-", "").toUpperCase(Locale.ROOT);
    }
}
