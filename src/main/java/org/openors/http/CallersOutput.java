package org.openors.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.openors.http.TimeOfCaller.Writing;

/**
 * What the caller gets. If it can't be written, it throws {@link CallerLeft}; also if the caller takes it so slowly that the
 * {@link TimeOfCaller} has been over for {@link #MORE}, and nothing further is written then. Else a caller could hold a thread,
 * and a place among the few of its kind, without limit.
 */
final class CallersOutput extends ServletOutputStream {

    /** For a {@link TimedAnswer}, which ends itself. */
    static final Duration MORE = Duration.ofSeconds(60);

    /** As large as the buffers of the servers, so that no answer is sent in more packets than before. */
    private static final int PART = 8 * 1024;

    private final ServletOutputStream stream;
    private final Consumer<CallerLeft> onLeaving;
    private final TimeOfCaller time;

    /** @param onLeaving gets each failure, and is told of a caller that is too slow as soon as its time is over */
    CallersOutput(ServletOutputStream stream, Consumer<CallerLeft> onLeaving) {
        this(stream, onLeaving, System::nanoTime);
    }

    CallersOutput(ServletOutputStream stream, Consumer<CallerLeft> onLeaving, LongSupplier nanoTime) {
        this.stream = stream;
        this.onLeaving = onLeaving;
        time = new TimeOfCaller(nanoTime);
    }

    void writing(int bytes, Writing writing) throws IOException {
        if (time.isOver(MORE)) {
            throw left(CallerLeft.asItIsTooSlow());
        }
        try {
            time.spend(bytes, writing);
        } catch (IOException broken) {
            throw left(CallerLeft.whileWriting(broken));
        }
        if (time.isOver(Duration.ZERO)) {
            left(CallerLeft.asItIsTooSlow());
        }
    }

    private CallerLeft left(CallerLeft failure) {
        onLeaving.accept(failure);
        return failure;
    }

    @Override
    public void write(int b) throws IOException {
        writing(1, () -> stream.write(b));
    }

    /** In parts: the server may write for hours, as each byte that the caller takes starts its own limit anew. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int begin = 0; begin < length; begin += PART) {
            int from = offset + begin;
            int part = Math.min(PART, length - begin);
            writing(part, () -> stream.write(bytes, from, part));
        }
    }

    @Override
    public void flush() throws IOException {
        writing(0, stream::flush);
    }

    @Override
    public void close() throws IOException {
        writing(0, stream::close);
    }

    @Override
    public boolean isReady() {
        return stream.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        stream.setWriteListener(listener);
    }
}
