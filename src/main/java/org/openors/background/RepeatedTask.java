package org.openors.background;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a task again and again, with a pause after each run. Failures are logged at most every minute, whatever they say and
 * however often the task works between them, and once more when it works again after one that was logged.
 */
public final class RepeatedTask {

    private static final Logger LOG = System.getLogger(RepeatedTask.class.getName());
    private static final Duration REPETITION = Duration.ofMinutes(1);

    private final String name;
    private final Runnable task;
    private final Clock clock;
    private ScheduledFuture<?> schedule;
    private boolean isFailureLogged;
    private Instant logged = Instant.MIN;

    /** @param name what the log calls the task, for example {@code sealing the audit trail} */
    public RepeatedTask(String name, Runnable task, Clock clock) {
        this.name = name;
        this.task = task;
        this.clock = clock;
    }

    public void start(ScheduledExecutorService executor, Duration pause) {
        schedule = executor.scheduleWithFixedDelay(this::run, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void stop() {
        schedule.cancel(false);
    }

    /** Runs the task once, now. It throws nothing, as an executor does not repeat a task that throws. */
    public synchronized void run() {
        try {
            task.run();
            logEndOfFailure();
        } catch (Throwable failure) {
            log(failure);
        }
    }

    private void logEndOfFailure() {
        if (isFailureLogged) {
            LOG.log(Level.INFO, name + " works again");
            isFailureLogged = false;
        }
    }

    private void log(Throwable failure) {
        var now = clock.instant();
        if (Due.again(logged, REPETITION, now)) {
            logged = now;
            isFailureLogged = true;
            LOG.log(Level.ERROR, name + " fails: " + failure.getMessage(), failure);
        }
    }
}
