package org.openors.audit.sealing;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.openors.figures.Figure;
import org.openors.figures.Figures;

/**
 * Logs an error each minute for every fault of the trail that lasts, and while records wait for more than a minute or
 * those of this node have no seal for as long.
 */
@ApplicationScoped
public class SealingWatch {

    private static final Logger LOG = System.getLogger(SealingWatch.class.getName());
    private static final String SOURCE = "waiting";
    private static final String SOURCE_OF_OWN = "written";

    @Inject
    WaitingList waiting;

    @Inject
    OwnRecords own;

    @Inject
    Faults faults;

    @Inject
    Clock clock;

    @Inject
    Figures figures;

    private final OverdueRecords overdue = new OverdueRecords();
    private volatile Instant oldestSince;

    @PostConstruct
    void offer() {
        figures.gauge(Figure.SEALING_DELAY, this::delay);
    }

    /** Also grows while the database can't be asked. */
    private double delay() {
        var since = oldestSince;
        return since == null ? 0 : Math.max(0, seconds(Duration.between(since, clock.instant())));
    }

    /** With fractions. Unlike {@code toMillis} it takes every time that somebody may have written into a record. */
    private static double seconds(Duration duration) {
        return duration.toSeconds() + duration.toMillisPart() / 1000.0;
    }

    /** Looks once. What sealing and checkpoints have found is logged even if the database can't be asked. */
    public void look() {
        try {
            lookForOverdueRecords();
        } finally {
            lookForOwnRecords();
        }
    }

    private void lookForOwnRecords() {
        var now = clock.instant();
        try {
            faults.replace(SOURCE_OF_OWN, Faults.GRACE, own.faults(now), now);
        } finally {
            faults.due(clock.instant()).forEach(line -> LOG.log(Level.ERROR, line));
        }
    }

    private void lookForOverdueRecords() {
        var now = clock.instant();
        var first = waiting.first();
        oldestSince = first.values().stream()
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        var oldest = overdue.oldest(first, now);
        faults.replace(SOURCE, Duration.ZERO, oldest.map(this::overdue).orElse(Map.of()), now);
    }

    private Map<String, String> overdue(Duration oldest) {
        return Map.of(
                SOURCE,
                "audit records wait for their seal for more than " + OverdueRecords.LIMIT.toSeconds() + " s waiting="
                        + waiting.count() + " oldestSeconds=" + oldest.toSeconds());
    }
}
