package org.openors.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A streamed answer that its caller must take in the {@link TimeOfCaller}. It ends between two records, so that it can still say
 * that it is not whole; an answer that does not end itself is cut off by {@link CallersOutput}.
 */
public final class TimedAnswer extends FilterOutputStream {

    private final TimeOfCaller time;

    public TimedAnswer(OutputStream answer) {
        this(answer, System::nanoTime);
    }

    /** @param nanoTime tells the time that the caller is waited for */
    public TimedAnswer(OutputStream answer, LongSupplier nanoTime) {
        super(answer);
        time = new TimeOfCaller(nanoTime);
    }

    /**
     * Asked between two records, so that none is cut.
     *
     * @throws UncheckedIOException with a {@link CallerLeft} if the caller takes the answer too slowly
     */
    public void requireInTime() {
        if (time.isOver(Duration.ZERO)) {
            var left = CallerLeft.asItIsTooSlow();
            throw new UncheckedIOException(left.getMessage(), left);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        time.spend(length, () -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        time.spend(0, out::flush);
    }
}
