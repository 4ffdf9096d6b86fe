package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Those who pause are counted, and there are never more of them than there are threads for. */
class RefusalPauseTest {

    private volatile boolean isOver;
    private final RefusalPause pause = new RefusalPause(Duration.ofMinutes(5), () -> isOver);

    @Test
    @Timeout(60)
    void oneMoreThanMayPauseIsRefusedAtOnce() throws InterruptedException {
        var pausing = new ArrayList<Thread>();
        for (int i = 0; i < RefusalPause.MOST; i++) {
            var thread = new Thread(pause::take);
            thread.setDaemon(true);
            thread.start();
            pausing.add(thread);
        }
        while (pause.taken() < RefusalPause.MOST) {
            Thread.sleep(1);
        }
        pause.take();
        assertThat(pausing).allMatch(Thread::isAlive);
        isOver = true;
        for (var thread : pausing) {
            thread.join();
        }
        assertThat(pause.taken()).isZero();
    }

    @Test
    void anEndedPauseGivesItsPlaceBack() {
        Thread.currentThread().interrupt();
        pause.take();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pause.taken()).isZero();
    }
}
