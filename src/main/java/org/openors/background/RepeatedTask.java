package org.openors.background;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs a task again and again, with a pause after each run. Failures are logged at most every minute, whatever they say and
 * however often the task works between them, and once more when it works again after one that was logged. {@link RunWatch}
 * logs a run that does not end.
 */
public final class RepeatedTask {

    private static final Logger LOG = System.getLogger(RepeatedTask.class.getName());
    private static final Duration REPETITION = Duration.ofMinutes(1);

    /** Above every time limit of a statement, a lock or a connection: a run that lasts longer may last for ever. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(60);

    private static final Set<RepeatedTask> STARTED = ConcurrentHashMap.newKeySet();

    /** The task whose run is under way in this thread. */
    private static final ThreadLocal<RepeatedTask> RUNNING = new ThreadLocal<>();

    private final String name;
    private final Runnable task;
    private final Clock clock;
    private ScheduledFuture<?> schedule;
    private boolean isFailureLogged;
    private Instant logged = Instant.MIN;
    /** When the run began or went on; null while none is under way. */
    private final AtomicReference<Instant> runningSince = new AtomicReference<>();

    private Instant loggedAsHanging = Instant.MIN;

    /** @param name what the log calls the task, for example {@code sealing the audit trail} */
    public RepeatedTask(String name, Runnable task, Clock clock) {
        this.name = name;
        this.task = task;
        this.clock = clock;
    }

    public void start(ScheduledExecutorService executor, Duration pause) {
        STARTED.add(this);
        schedule = executor.scheduleWithFixedDelay(this::run, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void stop() {
        schedule.cancel(false);
        STARTED.remove(this);
    }

    /** Runs the task once, now. It throws nothing, as an executor does not repeat a task that throws. */
    public synchronized void run() {
        RUNNING.set(this);
        runningSince.set(clock.instant());
        try {
            task.run();
            logEndOfFailure();
        } catch (Throwable failure) {
            log(failure);
        } finally {
            runningSince.set(null);
            RUNNING.remove();
        }
    }

    /**
     * Says that a part of the run in this thread is done. A run of many parts hangs only if one of them lasts too long. It does
     * nothing in a thread that runs no task.
     */
    public static void goesOn() {
        var task = RUNNING.get();
        if (task != null) {
            task.runningSince.set(task.clock.instant());
        }
    }

    /** Logs an error for each task that was started and whose run has neither ended nor gone on for more than 60 s, every minute. */
    static void logThoseThatHang() {
        STARTED.forEach(RepeatedTask::logIfItHangs);
    }

    /** Takes no lock, as the run has it. If the clock was set back since the run began, its time counts from now. */
    private void logIfItHangs() {
        var now = clock.instant();
        var since = runningSince.get();
        if (since == null) {
            return;
        }
        if (since.isAfter(now)) {
            runningSince.compareAndSet(since, now);
        }
        var lasting = Duration.between(since, now);
        if (lasting.compareTo(LONGEST_RUN) > 0 && Due.again(loggedAsHanging, REPETITION, now)) {
            loggedAsHanging = now;
            LOG.log(
                    Level.ERROR,
                    name + " hangs: its run has not ended for more than " + LONGEST_RUN.toSeconds() + " s seconds="
                            + lasting.toSeconds());
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
