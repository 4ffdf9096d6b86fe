package org.openors.it;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sites at work, each in a thread of its own, until they are told to stop. */
final class Load {

    private static final long LIMIT_SECONDS = 120;

    private final ExecutorService threads;
    private final List<CompletableFuture<Void>> working;
    private final Semaphore rounds = new Semaphore(0);
    private volatile boolean stopped;

    /** Sets the sites to work. */
    Load(List<? extends Runnable> sites) {
        threads = Executors.newFixedThreadPool(sites.size());
        working = sites.stream()
                .map(site -> CompletableFuture.runAsync(() -> work(site), threads))
                .toList();
    }

    private void work(Runnable site) {
        while (!stopped) {
            site.run();
            rounds.release();
        }
    }

    /** Waits until the sites have gone round so often from now on. */
    Load await(int more) throws InterruptedException {
        rounds.drainPermits();
        if (!rounds.tryAcquire(more, LIMIT_SECONDS, TimeUnit.SECONDS)) {
            stop();
            throw new IllegalStateException("the sites did not go round " + more + " times");
        }
        return this;
    }

    /** Lets the sites finish the round they are in. */
    void stop() {
        stopped = true;
        working.forEach(CompletableFuture::join);
        threads.shutdown();
    }
}
