package org.openors.device;

import java.time.Instant;

/** The milliseconds since 1970 of a stored time, which may be one that PostgreSQL calls infinite. */
final class EpochMillis {

    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private EpochMillis() {}

    /** The nearest number, for a time that has none. */
    static long of(Instant time) {
        if (time.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return time.isAfter(LAST) ? Long.MAX_VALUE : time.toEpochMilli();
    }
}
