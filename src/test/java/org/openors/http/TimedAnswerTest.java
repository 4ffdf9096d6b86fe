package org.openors.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimedAnswerTest {

    private long nanos;
    private Duration slowness = Duration.ZERO;
    private final TimedAnswer answer = new TimedAnswer(
            new OutputStream() {
                @Override
                public void write(int b) {
                    nanos += slowness.toNanos();
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    nanos += slowness.toNanos();
                }
            },
            () -> nanos);

    @Test
    void aCallerThatTakes8KiBASecondGetsAnAnswerOfAnyLength() throws IOException {
        slowness = Duration.ofSeconds(1);
        for (int i = 0; i < 10_000; i++) {
            answer.write(new byte[8 * 1024]);
            answer.requireInTime();
        }
    }

    @Test
    void aCallerThatTakesLessIsNotWaitedForLongerThanAMinute() throws IOException {
        slowness = Duration.ofSeconds(30);
        answer.write(1);
        answer.write(1);
        assertThatCode(answer::requireInTime).doesNotThrowAnyException();
        answer.write(1);
        assertThatThrownBy(answer::requireInTime)
                .hasMessage("The answer was not taken in time")
                .hasCauseInstanceOf(CallerLeft.class);
    }

    @Test
    void theTimeBetweenTwoWritesIsNotTheCallers() throws IOException {
        answer.write(1);
        nanos += Duration.ofHours(1).toNanos();
        answer.write(1);
        assertThatCode(answer::requireInTime).doesNotThrowAnyException();
    }
}
