package org.openors.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifiers as they travel: UUIDs, accepted with or without dashes in any case. */
public final class Identifier {

    /** What is accepted: 32 hex characters, dashed 8-4-4-4-12 or not at all. */
    public static final String PATTERN =
            "[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";

    private static final Pattern ACCEPTED = Pattern.compile(PATTERN);

    private Identifier() {}

    /** The UUID that the text spells, or nothing if it spells none. */
    public static Optional<UUID> parse(String text) {
        if (text == null || !ACCEPTED.matcher(text).matches()) {
            return Optional.empty();
        }
        var hex = text.replace("-", "");
        return Optional.of(new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16)));
    }

    /** The UUID that the text spells, where its syntax was checked before. */
    public static UUID of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an identifier"));
    }

    /** 32 upper-case hex characters, such as {@code B1B8327AFAA6412287106192AB5984EF}. */
    public static String format(UUID id) {
        return id.toString().replace("-", "").toUpperCase(Locale.ROOT);
    }
}
