package org.openors.security;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Runs a task for all who need it now: one run at a time, and at most one start in each pause. Who asks while it runs waits
 * for its end, 5 s at most. At most {@link #MOST_WAITING} wait, so that a slow task can't hold all threads of the server.
 */
final class SharedRun {

    static final int MOST_WAITING = 16;
    private static final int LONGEST_WAIT_SECONDS = 5;

    private final Runnable task;
    private final Executor executor;
    private final Duration pause;
    private final LongSupplier nanoTime;
    private final Semaphore places = new Semaphore(MOST_WAITING);
    private CompletableFuture<Void> run = CompletableFuture.completedFuture(null);
    private Long started;

    /** @param nanoTime as {@link System#nanoTime} */
    SharedRun(Runnable task, Executor executor, Duration pause, LongSupplier nanoTime) {
        this.task = task;
        this.executor = executor;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /** Returns when the run has ended, or if none may start now, or no place to wait is left. */
    void request() {
        var running = startIfAllowed();
        if (running.isDone() || !places.tryAcquire()) {
            return;
        }
        try {
            running.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException withoutResult) {
            // The task says itself that it failed. Its caller goes on with what there is.
        } finally {
            places.release();
        }
    }

    private synchronized CompletableFuture<Void> startIfAllowed() {
        long now = nanoTime.getAsLong();
        if (run.isDone() && (started == null || now - started >= pause.toNanos())) {
            started = now;
            run = CompletableFuture.runAsync(task, executor);
        }
        return run;
    }
}
