package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A client that takes a while for each thousand bytes. */
class SteadyOutputTest {

    private static final byte[] BYTES = new byte[1_000];

    private long millis;

    @Test
    void aSlowButSteadyClientGetsAll() throws IOException {
        var sent = new ByteArrayOutputStream();
        var output = new SteadyOutput(taking(sent, 200), clock());
        for (int i = 0; i < 10_000; i++) {
            output.write(BYTES);
        }
        assertThat(sent.size()).isEqualTo(10_000_000);
    }

    @Test
    void aClientThatIsTooSlowIsGivenUpAfterAMinute() throws IOException {
        var output = new SteadyOutput(taking(new ByteArrayOutputStream(), 10_000), clock());
        for (int i = 0; i < 6; i++) {
            output.write(BYTES);
        }
        assertThatThrownBy(() -> output.write(BYTES)).isInstanceOf(IOException.class);
    }

    @Test
    void timeThatTheServiceNeedsDoesNotCount() throws IOException {
        var output = new SteadyOutput(taking(new ByteArrayOutputStream(), 0), clock());
        for (int i = 0; i < 100; i++) {
            millis += 60_000;
            output.write(BYTES);
        }
        output.write(1);
    }

    private OutputStream taking(OutputStream to, long time) {
        return new OutputStream() {
            @Override
            public void write(int one) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                millis += time;
                to.write(bytes, offset, length);
            }
        };
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(millis);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
