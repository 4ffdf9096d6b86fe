package org.openors.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The clock that pairs, seals and checkpoints go by: UTC, to the millisecond, as the database keeps it. */
@ApplicationScoped
public class SystemClock {

    @Produces
    Clock utc() {
        return Clock.tickMillis(java.time.ZoneOffset.UTC);
    }
}
