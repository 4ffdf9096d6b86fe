package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The timer runs what is scheduled when the test says so, in the thread that reads. */
class TimedBodyTest {

    private long nanos;
    private Runnable scheduled;
    private long delay;
    private boolean isCancelled;
    private final ScheduledExecutorService timer = fake(ScheduledExecutorService.class, (any, method, arguments) -> {
        scheduled = (Runnable) arguments[0];
        delay = (long) arguments[1];
        return fake(ScheduledFuture.class, (future, called, none) -> {
            isCancelled |= called.getName().equals("cancel");
            return called.getReturnType() == boolean.class ? true : null;
        });
    });

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aBodyThatIsNotThereAfterTwentySecondsIsNotWaitedFor() {
        var body = body(8_000);
        assertThat(Duration.ofNanos(delay)).isEqualTo(Duration.ofSeconds(20));
        pass(delay - 1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        pass(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        body.end();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** Open Liberty waits on after the interrupt. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void bytesThatComeTooLateAreNotTaken(int length) {
        var body = body(length);
        pass(delay);
        assertThatThrownBy(body::read).isInstanceOf(InterruptedIOException.class);
        assertThatThrownBy(() -> body.read(new byte[8])).isInstanceOf(InterruptedIOException.class);
        body.end();
    }

    @Test
    void eachByteThatComesMakesTheTimeLittleLonger() throws IOException {
        var body = body(8_192);
        body.readNBytes(8_192);
        pass(delay);
        assertThat(Duration.ofNanos(delay)).isBetween(Duration.ofMillis(100), Duration.ofMillis(150));
        pass(delay);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        body.end();
    }

    @Test
    void aLargeDocumentMayTakeASecondMoreForEach64KiB() throws IOException {
        var body = body(64 * 1024 * 60);
        body.readAllBytes();
        pass(delay);
        assertThat(Duration.ofNanos(delay)).isEqualTo(Duration.ofSeconds(60));
        body.end();
    }

    @Test
    void afterItsEndNothingIsInterrupted() {
        var body = body(1);
        body.end();
        assertThat(isCancelled).isTrue();
        pass(delay);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private TimedBody body(int length) {
        return new TimedBody(new ByteArrayInputStream(new byte[length]), timer, () -> nanos);
    }

    private void pass(long time) {
        nanos += time;
        scheduled.run();
    }
}
