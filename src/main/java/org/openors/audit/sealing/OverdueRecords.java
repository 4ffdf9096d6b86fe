package org.openors.audit.sealing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers since when records wait. A record is overdue if it also waited at the last look, and if this node has seen it
 * for {@link #LIMIT} or the record says that it is that old. A false time in the database can't hide it.
 */
final class OverdueRecords {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private Map<UUID, Instant> seen = Map.of();

    /**
     * How long the oldest overdue record has waited; empty if none is overdue.
     *
     * @param waiting the records that wait now, and when they happened, if that is known
     */
    Optional<Duration> oldest(Map<UUID, Instant> waiting, Instant now) {
        var before = seen;
        seen = new HashMap<>();
        waiting.keySet().forEach(id -> seen.put(id, earlier(before.get(id), now)));
        return waiting.entrySet().stream()
                .filter(record -> before.containsKey(record.getKey()))
                .map(record -> Duration.between(earlier(record.getValue(), seen.get(record.getKey())), now))
                .filter(age -> age.compareTo(LIMIT) >= 0)
                .max(Duration::compareTo);
    }

    /** The earlier time. A time in the future comes from another clock, or this one was set back. */
    private static Instant earlier(Instant time, Instant other) {
        return time == null || time.isAfter(other) ? other : time;
    }
}
