package org.openors.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Asks something that may hang. However often it is asked, one thread waits: all who ask meanwhile share its answer, and its
 * time. So nobody waits for a question that has been pending for the limit: else many callers would hold the server's threads.
 */
final class TimedCheck {

    private final BooleanSupplier question;
    private final Duration limit;
    private CompletableFuture<Boolean> asked;
    private CompletableFuture<Boolean> answer;

    TimedCheck(BooleanSupplier question, Duration limit) {
        this.question = question;
        this.limit = limit;
    }

    /** The answer; false if it fails, or is not there when the limit has passed since the question was asked. */
    boolean holds() {
        return holds(TimedCheck::inAThreadOfItsOwn);
    }

    boolean holds(Executor executor) {
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
