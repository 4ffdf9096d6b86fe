package org.openors.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The clock for all that the service decides by time: UTC, to the millisecond, as the database stores times. */
@ApplicationScoped
public class SystemClock {

    @Produces
    Clock utc() {
        return Clock.tickMillis(java.time.ZoneOffset.UTC);
    }
}
