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
import java.util.function.BooleanSupplier;
import org.openors.background.RepeatedTask;
import org.openors.http.RequestsInFlight;

/**
 * The last step of a process that stops: it seals what waits and writes a checkpoint. So a node that lives for less than ten
 * minutes leaves one, too. It tries once: a database that is away must not hold up the stop.
 */
@Singleton
@Startup
@DependsOn("StartUp")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class LastCheckpoint {

    private static final Duration PAUSE = Duration.ofMillis(200);
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
        if (!isDone && RequestsInFlight.isLastAtStop(isPending)) {
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
}
