package org.openors.audit.sealing;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.openors.background.RepeatedTask;
import org.openors.http.RequestsInFlight;

/**
 * The last step of a process that stops: it seals what waits and writes a checkpoint. So a node that lives for less than ten
 * minutes leaves one, too. It tries once: a database that is away must not hold up the stop. If other work does not end within
 * {@link #LONGEST_WAIT}, it comes before that work's end, with a warning: the process ends soon ({@code GracefulStop}).
 */
@Singleton
@Startup
@DependsOn("StartUp")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class LastCheckpoint {

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Ten seconds less than the process waits for its end. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(50);

    private static final Logger LOG = System.getLogger(LastCheckpoint.class.getName());

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    SealingPass sealing;

    @Inject
    Checkpointing checkpoints;

    @Inject
    Clock clock;

    private volatile boolean isDone;
    private final BooleanSupplier isPending = () -> !isDone && RequestsInFlight.isStopping();
    private RepeatedTask task;
    private Instant announced;

    @PostConstruct
    void start() {
        RequestsInFlight.awaitAtStop(isPending);
        task = new RepeatedTask("the last audit checkpoint", this::writeIfLast, clock);
        task.start(executor, PAUSE);
    }

    @PreDestroy
    void stop() {
        task.stop();
        RequestsInFlight.doNotAwait(isPending);
    }

    private void writeIfLast() {
        if (!isDone && (RequestsInFlight.isLastAtStop(isPending) || isLate())) {
            try {
                sealing.run();
                checkpoints.write();
            } catch (RuntimeException failure) {
                LOG.log(Level.WARNING, "no audit checkpoint was written when the process stopped", failure);
            } finally {
                isDone = true;
            }
        }
    }

    private boolean isLate() {
        if (!RequestsInFlight.isStopping()) {
            return false;
        }
        var now = clock.instant();
        announced = announced == null ? now : announced;
        if (now.isBefore(announced.plus(LONGEST_WAIT))) {
            return false;
        }
        LOG.log(
                Level.WARNING,
                "the last audit checkpoint is written while requests are still worked on: it lacks what they record from now on");
        return true;
    }
}
