package org.openors.container;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** A clock that stands where a test sets it. */
@Alternative
@Priority(1)
@ApplicationScoped
public class SetClock {

    private static volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    static void set(Instant instant) {
        now = instant;
    }

    @Produces
    @Alternative
    @Dependent
    Clock clock() {
        InstantSource standing = () -> now;
        return standing.withZone(ZoneOffset.UTC);
    }
}
