package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.function.ThrowingSupplier;

/** Waits for what comes about by itself, and tells nobody. */
final class Waiting {

    private static final int PAUSE_MILLIS = 100;

    private Waiting() {}

    /** Returns when the condition is met. Fails if that takes longer than the limit. */
    static void until(Duration limit, ThrowingSupplier<Boolean> condition) {
        try {
            var end = Instant.now().plus(limit);
            while (!condition.get()) {
                assertThat(Instant.now()).isBefore(end);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
