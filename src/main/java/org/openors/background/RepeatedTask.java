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
 * Runs a task again and again, with a pause after each run. A failure that repeats is logged every minute, and once more
 * when the task works again.
 */
public final class RepeatedTask {

    private static final Logger LOG = System.getLogger(RepeatedTask.class.getName());
    private static final Duration REPETITION = Duration.ofMinutes(1);

    private final String name;
    private final Runnable task;
    private final Clock clock;
    private ScheduledFuture<?> schedule;
    private String lastFailure;
    private Instant logged;

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

    /** Runs the task once, now. It throws no exception, as an executor does not repeat a task that throws. */
    public synchronized void run() {
        try {
            task.run();
            if (lastFailure != null) {
                LOG.log(Level.INFO, name + " works again");
            }
            lastFailure = null;
        } catch (RuntimeException failure) {
            log(failure);
            lastFailure = failure.toString();
        }
    }

    private void log(RuntimeException failure) {
        var now = clock.instant();
        boolean isNew = !failure.toString().equals(lastFailure);
        if (isNew || Due.again(logged, REPETITION, now)) {
            LOG.log(Level.ERROR, name + " fails: " + failure.getMessage(), failure);
            logged = now;
        }
    }
}
