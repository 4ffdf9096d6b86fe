package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.openors.database.Jdbc;

/**
 * How long pairs without a seal are accepted: those that a node of an earlier release issued. They are for {@link
 * #PERIOD} after the upgrade of the schema: a day in which nodes of both releases may run, and the longest life of a
 * pair. The time of the upgrade stands in the database. So that its administrator can't move it for a node that runs, a
 * node reads it once, and never counts from a time later than that.
 */
@ApplicationScoped
public class EarlierPairs {

    static final Duration PERIOD = Duration.ofHours(48);

    private Jdbc jdbc;
    private Clock clock;
    private volatile Instant end = Instant.MIN;

    protected EarlierPairs() {}

    @Inject
    EarlierPairs(Jdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Reads when the period ends. Called once, at the start.
     *
     * @throws org.openors.database.DatabaseFailed if it can't be read
     */
    public void readEnd() {
        var now = clock.instant();
        end = jdbc
                .run(connection -> Jdbc.query(
                        connection,
                        "SELECT since FROM pair_sealing",
                        row -> row.getObject(1, OffsetDateTime.class).toInstant()))
                .stream()
                .map(since -> since.isBefore(now) ? since : now)
                .map(since -> since.plus(PERIOD))
                .findFirst()
                .orElse(Instant.MIN);
    }

    boolean areAccepted() {
        return clock.instant().isBefore(end);
    }
}
