package org.openors.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * A caller waits for the news that the node has too much to do. A refusal costs the node nearly as much as a recreation, so a
 * caller who is refused and asks again at once would slow down those who are served. A pause holds a thread and nothing else. At
 * most {@link #MOST} callers pause at once; further ones are refused without it. See ADR 29.
 */
final class RefusalPause {

    /** The server has more threads than these, {@link Place#MOST} and {@link PagesInFlight#MOST} together. */
    static final int MOST = 128;

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Semaphore places = new Semaphore(MOST);
    private final Duration length;
    private final BooleanSupplier isOver;

    /** @param isOver ends all pauses, a little later */
    RefusalPause(Duration length, BooleanSupplier isOver) {
        this.length = length;
        this.isOver = isOver;
    }

    /** Returns after the pause, or at once if too many pause. */
    void take() {
        if (!places.tryAcquire()) {
            return;
        }
        try {
            sleep();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private void sleep() throws InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < length.toNanos() && !isOver.getAsBoolean()) {
            Thread.sleep(LOOK.toMillis());
        }
    }

    /** How many callers pause now. */
    int taken() {
        return MOST - places.availablePermits();
    }
}
