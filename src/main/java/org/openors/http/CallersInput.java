package org.openors.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** What the caller sends. If it can't be read, it throws {@link CallerLeft}. */
final class CallersInput extends ServletInputStream {

    private interface Reading {
        int read() throws IOException;
    }

    private final ServletInputStream stream;

    CallersInput(ServletInputStream stream) {
        this.stream = stream;
    }

    private static int reading(Reading reading) throws IOException {
        try {
            return reading.read();
        } catch (IOException broken) {
            throw CallerLeft.whileReading(broken);
        }
    }

    @Override
    public int read() throws IOException {
        return reading(stream::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return reading(() -> stream.read(bytes, offset, length));
    }

    @Override
    public int available() throws IOException {
        return reading(stream::available);
    }

    @Override
    public boolean isFinished() {
        return stream.isFinished();
    }

    @Override
    public boolean isReady() {
        return stream.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        stream.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
