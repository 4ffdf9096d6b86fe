package org.openors.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * An answer that its caller must take in time: {@link #ALLOWED} of waiting, and one second more for each {@link
 * #BYTES_A_SECOND} that were taken. Only the time counts in which the caller is waited for. Otherwise a caller could hold a
 * thread without limit.
 */
public final class TimedAnswer extends FilterOutputStream {

    static final Duration ALLOWED = Duration.ofSeconds(60);
    static final int BYTES_A_SECOND = 8 * 1024;

    private final LongSupplier nanoTime;
    private long waited;
    private long taken;

    public TimedAnswer(OutputStream answer) {
        this(answer, System::nanoTime);
    }

    TimedAnswer(OutputStream answer, LongSupplier nanoTime) {
        super(answer);
        this.nanoTime = nanoTime;
    }

    /**
     * Asked between two records, so that none is cut.
     *
     * @throws Refusal {@link ErrorCode#INVALID_REQUEST} if the caller takes the answer too slowly
     */
    public void requireInTime() {
        if (waited > ALLOWED.toNanos() + TimeUnit.SECONDS.toNanos(taken) / BYTES_A_SECOND) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "The answer was not taken in time");
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        long begin = nanoTime.getAsLong();
        out.write(bytes, offset, length);
        waited += nanoTime.getAsLong() - begin;
        taken += length;
    }

    @Override
    public void flush() throws IOException {
        long begin = nanoTime.getAsLong();
        out.flush();
        waited += nanoTime.getAsLong() - begin;
    }
}
