package org.openors.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Asks something that may hang. However often it is asked, one thread asks: who asks meanwhile shares its answer, and its
 * time. At most {@link #MOST_WAITING} callers wait for it; the others get the answer before, at once. Nobody waits for a
 * question that has been pending for the limit. Else many callers would hold the server's threads.
 */
final class TimedCheck {

    static final int MOST_WAITING = 4;

    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final BooleanSupplier question;
    private final Duration limit;
    private CompletableFuture<Boolean> asked;
    private CompletableFuture<Boolean> answer;
    private volatile boolean last;

    TimedCheck(BooleanSupplier question, Duration limit) {
        this.question = question;
        this.limit = limit;
    }

    /**
     * The answer; false if it fails, or is not there when the limit has passed since the question was asked. If enough callers
     * wait for it, the one before, and false if there is none.
     */
    boolean holds() {
        return holds(TimedCheck::inAThreadOfItsOwn);
    }

    boolean holds(Executor executor) {
        if (!places.tryAcquire()) {
            return last;
        }
        try {
            last = answer(executor);
            return last;
        } finally {
            places.release();
        }
    }

    private boolean answer(Executor executor) {
        try {
            return ask(executor).get();
        } catch (ExecutionException | RejectedExecutionException noAnswer) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized CompletableFuture<Boolean> ask(Executor executor) {
        if (asked == null || asked.isDone()) {
            asked = CompletableFuture.supplyAsync(question::getAsBoolean, executor);
            answer = asked.copy().completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        return answer;
    }

    /** Not a thread of the server's executor: all of its few may be waiting for the same database. */
    private static void inAThreadOfItsOwn(Runnable task) {
        var thread = new Thread(task, "health");
        thread.setDaemon(true);
        thread.start();
    }
}
