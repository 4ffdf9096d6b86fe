package org.openors.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Asks something that may hang. Who asks gets an answer in time, and however often it is asked, one thread waits: all who
 * ask meanwhile share its answer.
 */
final class TimedCheck {

    private final BooleanSupplier question;
    private final Duration limit;
    private CompletableFuture<Boolean> asked;

    TimedCheck(BooleanSupplier question, Duration limit) {
        this.question = question;
        this.limit = limit;
    }

    /** The answer; false if it fails or takes longer than the limit. */
    boolean holds() {
        return holds(TimedCheck::inAThreadOfItsOwn);
    }

    boolean holds(Executor executor) {
        try {
            return ask(executor).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException noAnswer) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized CompletableFuture<Boolean> ask(Executor executor) {
        if (asked == null || asked.isDone()) {
            asked = CompletableFuture.supplyAsync(question::getAsBoolean, executor);
        }
        return asked;
    }

    /** Not a thread of the server's executor: all of its few may be waiting for the same database. */
    private static void inAThreadOfItsOwn(Runnable task) {
        var thread = new Thread(task, "health");
        thread.setDaemon(true);
        thread.start();
    }
}
