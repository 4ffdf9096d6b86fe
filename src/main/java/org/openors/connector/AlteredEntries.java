package org.openors.connector;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openors.background.Due;

/**
 * Logs the entries of connectors' calls that somebody has changed or removed in the database: the first at once, further ones
 * at most every minute in one line, which counts them and names some. So who can write to the database can't fill the log.
 */
@ApplicationScoped
public class AlteredEntries {

    private static final Logger LOG = System.getLogger(AlteredEntries.class.getName());
    private static final Duration REPETITION = Duration.ofMinutes(1);
    private static final int NAMED = 5;

    private static final class Kind {

        private final String line;
        private final List<CallEntry> named = new ArrayList<>();
        private long count;
        private Instant logged = Instant.MIN;

        Kind(String line) {
            this.line = line;
        }

        void add(CallEntry entry) {
            count++;
            if (named.size() < NAMED) {
                named.add(entry);
            }
        }

        void logIfDue(Instant now) {
            if (Due.again(logged, REPETITION, now)) {
                log(now);
            }
        }

        void log(Instant now) {
            if (count > 0) {
                LOG.log(
                        Level.ERROR,
                        line + ": count=" + count + " entries="
                                + named.stream().map(CallEntry::toString).collect(Collectors.joining(",")));
                logged = now;
                count = 0;
                named.clear();
            }
        }
    }

    @Inject
    Clock clock;

    private final Kind changed = new Kind("an entry of a connector's call was changed and is not recorded");
    private final Kind removed = new Kind("the entry of a connector's call was removed before its record was written");

    /** One was changed, so that nobody can tell what was asked: it has no record. */
    synchronized void changed(CallEntry entry) {
        changed.add(entry);
        changed.logIfDue(clock.instant());
    }

    /** One was gone before its call had ended. The call's record is written all the same. */
    public synchronized void removed(CallEntry entry) {
        removed.add(entry);
        removed.logIfDue(clock.instant());
    }

    /** Logs those that came within a minute of a line, once that is over. */
    synchronized void logOthers() {
        changed.logIfDue(clock.instant());
        removed.logIfDue(clock.instant());
    }

    @PreDestroy
    synchronized void logAll() {
        changed.log(clock.instant());
        removed.log(clock.instant());
    }
}
