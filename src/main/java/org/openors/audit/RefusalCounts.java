package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The refusals of the current minute that get no record of their own. At most {@link #MOST_KINDS} kinds are told apart;
 * all others are counted by code and limit only, so that the number of records is bounded.
 */
@ApplicationScoped
public class RefusalCounts {

    static final int MOST_KINDS = 50;

    private Map<RefusalKind, RefusalCount> counts = new HashMap<>();

    synchronized void add(RefusalKind kind, Instant now) {
        add(kind, new RefusalCount(1, now));
    }

    private void add(RefusalKind kind, RefusalCount count) {
        boolean isTold = counts.size() < MOST_KINDS || counts.containsKey(kind);
        counts.merge(isTold ? kind : kind.ofMany(), count, RefusalCount::and);
    }

    /** The counts, which then start again at zero. */
    synchronized Map<RefusalKind, RefusalCount> take() {
        var taken = counts;
        counts = new HashMap<>();
        return taken;
    }

    /** Gives counts back that could not be recorded. */
    synchronized void giveBack(Map<RefusalKind, RefusalCount> taken) {
        taken.forEach(this::add);
    }
}
