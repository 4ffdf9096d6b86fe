package org.openors.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long a caller may let its answer wait: {@link #ALLOWED}, and one second more for each {@link #BYTES_A_SECOND} that it
 * took. Only the time counts in which the caller is waited for.
 */
final class TimeOfCaller {

    static final Duration ALLOWED = Duration.ofSeconds(60);
    static final int BYTES_A_SECOND = 8 * 1024;

    /** One step of writing. */
    interface Writing {
        void write() throws IOException;
    }

    private final LongSupplier nanoTime;
    private long waited;
    private long taken;

    TimeOfCaller(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void spend(int bytes, Writing writing) throws IOException {
        long begin = nanoTime.getAsLong();
        try {
            writing.write();
        } finally {
            waited += nanoTime.getAsLong() - begin;
        }
        taken += bytes;
    }

    /** @param more how much longer than allowed */
    boolean isOver(Duration more) {
        return waited > ALLOWED.plus(more).toNanos() + TimeUnit.SECONDS.toNanos(taken) / BYTES_A_SECOND;
    }
}
