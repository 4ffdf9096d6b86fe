package org.openors.audit.sealing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Logs an error each minute for every fault of the trail that lasts, and while records wait for more than a minute. */
@ApplicationScoped
public class SealingWatch {

    private static final Logger LOG = System.getLogger(SealingWatch.class.getName());
    private static final String SOURCE = "waiting";

    @Inject
    WaitingList waiting;

    @Inject
    Faults faults;

    @Inject
    Clock clock;

    private final OverdueRecords overdue = new OverdueRecords();

    /** Looks once. What sealing and checkpoints have found is logged even if the database can't be asked. */
    public void look() {
        try {
            lookForOverdueRecords();
        } finally {
            faults.due(clock.instant()).forEach(line -> LOG.log(Level.ERROR, line));
        }
    }

    private void lookForOverdueRecords() {
        var now = clock.instant();
        var oldest = overdue.oldest(waiting.first(), now);
        faults.replace(SOURCE, Duration.ZERO, oldest.map(this::overdue).orElse(Map.of()), now);
    }

    private Map<String, String> overdue(Duration oldest) {
        return Map.of(
                SOURCE,
                "audit records wait for their seal for more than " + OverdueRecords.LIMIT.toSeconds() + " s waiting="
                        + waiting.count() + " oldestSeconds=" + oldest.toSeconds());
    }
}
