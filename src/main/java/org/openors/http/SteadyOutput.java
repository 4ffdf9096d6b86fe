package org.openors.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;

/**
 * Sends a long answer to a client that takes it at a steady pace: {@link #BYTES_PER_SECOND} on average after the first
 * {@link #GRACE}. Only the time that the client lets the service wait counts.
 */
public final class SteadyOutput extends FilterOutputStream {

    static final long BYTES_PER_SECOND = 4_096;
    static final Duration GRACE = Duration.ofSeconds(60);

    private final Clock clock;
    private long waited;
    private long sent;

    public SteadyOutput(OutputStream out, Clock clock) {
        super(out);
        this.clock = clock;
    }

    /** @throws IOException if the client is too slow */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        long start = clock.millis();
        out.write(bytes, offset, length);
        waited += Math.max(0, clock.millis() - start);
        sent += length;
        if (waited > GRACE.toMillis() && sent < waited / 1_000 * BYTES_PER_SECOND) {
            throw new IOException("the client reads too slowly: " + sent + " bytes in " + waited / 1_000 + " s");
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }
}
