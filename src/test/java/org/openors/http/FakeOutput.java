package org.openors.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** What a servlet writes goes where the test says. */
public final class FakeOutput extends ServletOutputStream {

    /** Takes what one call writes. */
    public interface Taking {
        void take(byte[] bytes, int offset, int length) throws IOException;
    }

    private final Taking taking;

    public FakeOutput(Taking taking) {
        this.taking = taking;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        taking.take(bytes, offset, length);
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException();
    }
}
