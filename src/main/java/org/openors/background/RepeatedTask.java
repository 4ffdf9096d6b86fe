package org.openors.background;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a task again and again, with a pause after each run. A failure that repeats is logged once, and once more when
 * the task works again.
 */
public final class RepeatedTask {

    private static final Logger LOG = System.getLogger(RepeatedTask.class.getName());

    private final String name;
    private final Runnable task;
    private ScheduledFuture<?> schedule;
    private String lastFailure;

    /** @param name what the log calls the task, for example {@code sealing the audit trail} */
    public RepeatedTask(String name, Runnable task) {
        this.name = name;
        this.task = task;
    }

    public void start(ManagedScheduledExecutorService executor, Duration pause) {
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
            if (!failure.toString().equals(lastFailure)) {
                LOG.log(Level.ERROR, name + " fails: " + failure.getMessage(), failure);
            }
            lastFailure = failure.toString();
        }
    }
}
