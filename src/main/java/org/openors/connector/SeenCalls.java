package org.openors.connector;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Remembers since when this node has seen the entries of calls, by a clock that nobody sets. An entry is overdue if the node has
 * seen it for longer than any call takes: a false time in the database can't keep it. At most {@link #MOST} are remembered, about
 * 10 MB, those that came first.
 */
@ApplicationScoped
public class SeenCalls {

    static final int MOST = 100_000;

    /** The longest limit of a call, and a margin for its two transactions. */
    static final Duration LONGEST = MHealthConnector.LONGEST_LIMIT.plusSeconds(30);

    LongSupplier nanos = System::nanoTime;

    /** As of the last look. Never changed, only replaced. */
    private volatile Map<UUID, Long> since = new HashMap<>();

    /** Whether the entry was there at the last look, and this node had seen it first at least {@link #LONGEST} ago. */
    boolean isOverdue(UUID callId) {
        var first = since.get(callId);
        return first != null && nanos.getAsLong() - first >= LONGEST.toNanos();
    }

    /** Begins a look at all entries. One at a time. */
    Look look() {
        return new Look();
    }

    /** A look at all entries, one after the other. */
    final class Look {

        private final long now = nanos.getAsLong();
        private final Map<UUID, Long> seen = new HashMap<>();
        private int free = MOST - since.size();

        void note(UUID callId) {
            var first = since.get(callId);
            if (first != null) {
                seen.put(callId, first);
            } else if (free > 0) {
                seen.put(callId, now);
                free--;
            }
        }

        /** All were noted: those that were not are gone. */
        void end() {
            since = seen;
        }
    }
}
