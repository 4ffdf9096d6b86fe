package org.openors.simulator;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Requests that the simulated connector takes and does not answer, until this is closed. */
public final class Held implements AutoCloseable {

    private final String begin;
    private final CountDownLatch wanted;
    private final CountDownLatch released = new CountDownLatch(1);

    Held(String begin, int wanted) {
        this.begin = begin;
        this.wanted = new CountDownLatch(wanted);
    }

    /** Waits until as many requests as were wanted are there at once; false if they are not within a minute. */
    public boolean await() throws InterruptedException {
        return wanted.await(1, TimeUnit.MINUTES);
    }

    /** Returns when the request may go on. */
    void pass(String request) {
        if (!request.startsWith(begin)) {
            return;
        }
        wanted.countDown();
        try {
            released.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets all go on. */
    @Override
    public void close() {
        released.countDown();
    }
}
