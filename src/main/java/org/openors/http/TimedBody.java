package org.openors.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A body that must come in time: within {@link #ALLOWED}, and one second more for each {@link #BYTES_A_SECOND} that have
 * come. When the time is over, the waiting read ends with an {@link IOException}: it is interrupted. Open Liberty goes on
 * waiting then: there it ends with the next bytes, or after the server's own time without any. Nothing but the reading of
 * the body is ever interrupted, and no connection to the database is held meanwhile (ADR 13).
 */
final class TimedBody extends FilterInputStream {

    static final Duration ALLOWED = Duration.ofSeconds(20);
    static final int BYTES_A_SECOND = 64 * 1024;

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final long begin;
    private final Thread reader = Thread.currentThread();
    private long received;
    private Future<?> check;
    private boolean isEnded;
    private boolean isLate;

    /** Starts the time. The calling thread is the one that reads. */
    TimedBody(InputStream body, ScheduledExecutorService timer, LongSupplier nanoTime) {
        super(body);
        this.timer = timer;
        this.nanoTime = nanoTime;
        begin = nanoTime.getAsLong();
        check();
    }

    private synchronized void check() {
        long left = begin + allowedNanos() - nanoTime.getAsLong();
        if (isEnded) {
            return;
        }
        if (left > 0) {
            check = timer.schedule(this::check, left, TimeUnit.NANOSECONDS);
        } else {
            isLate = true;
            reader.interrupt();
        }
    }

    private long allowedNanos() {
        return ALLOWED.toNanos() + TimeUnit.SECONDS.toNanos(received) / BYTES_A_SECOND;
    }

    /** Ends the time. No interrupt comes later, and one that came is taken back. */
    synchronized void end() {
        isEnded = true;
        check.cancel(false);
        if (isLate) {
            Thread.interrupted();
        }
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        received(read < 0 ? read : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        received(read);
        return read;
    }

    private synchronized void received(int bytes) throws IOException {
        if (isLate) {
            throw new InterruptedIOException("the body did not come in time");
        }
        received += Math.max(0, bytes);
    }
}
