package org.openors.bootstrap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * Requests that got no turn. One a minute is recorded in the audit trail, and their number is logged: a record needs a
 * connection, and their share of the connections is spent.
 */
@ApplicationScoped
public class TurnedAway {

    private static final Logger LOG = System.getLogger(TurnedAway.class.getName());
    private static final Duration PERIOD = Duration.ofMinutes(1);

    @Inject
    Clock clock;

    private Instant nextRecord = Instant.MIN;
    private long count;

    /** The refusal of one more. */
    synchronized Refusal refusal() {
        var refusal = new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
        var now = clock.instant();
        count++;
        if (now.isBefore(nextRecord)) {
            return refusal.withoutRecord();
        }
        LOG.log(Level.WARNING, "deviceBootstrap was asked by more than it takes in turn, not answered=" + count);
        nextRecord = now.plus(PERIOD);
        count = 0;
        return refusal;
    }
}
