package org.openors.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** What the caller gets. If it can't be written, it throws {@link CallerLeft}. */
final class CallersOutput extends ServletOutputStream {

    /** One step of writing. */
    interface Writing {
        void write() throws IOException;
    }

    private final ServletOutputStream stream;
    private final Runnable onLeaving;

    CallersOutput(ServletOutputStream stream, Runnable onLeaving) {
        this.stream = stream;
        this.onLeaving = onLeaving;
    }

    void writing(Writing writing) throws IOException {
        try {
            writing.write();
        } catch (IOException broken) {
            onLeaving.run();
            throw CallerLeft.whileWriting(broken);
        }
    }

    @Override
    public void write(int b) throws IOException {
        writing(() -> stream.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        writing(() -> stream.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        writing(stream::flush);
    }

    @Override
    public void close() throws IOException {
        writing(stream::close);
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
