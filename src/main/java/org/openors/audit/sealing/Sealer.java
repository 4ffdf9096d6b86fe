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
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.openors.background.RepeatedTask;

/**
 * Seals the audit trail from the start of the application until it is undeployed. Every node tries; a lock in the
 * database lets one work at a time. Records that still wait when a process ends are sealed by another process. Sealing,
 * checkpoints and the watch have a thread each, so that none waits for another.
 */
@Singleton
@Startup
@DependsOn("StartUp")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Sealer {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_OF_CHECKPOINTS = Duration.ofSeconds(2);
    private static final Duration PAUSE_OF_THE_WATCH = Duration.ofSeconds(10);
    private static final Logger LOG = System.getLogger(Sealer.class.getName());

    @Resource
    ManagedThreadFactory threads;

    @Inject
    SealingPass sealing;

    @Inject
    Checkpointing checkpoints;

    @Inject
    SealingWatch watch;

    @Inject
    Clock clock;

    private ScheduledExecutorService executor;
    private RepeatedTask task;

    @PostConstruct
    void start() {
        executor = Executors.newScheduledThreadPool(3, threads);
        task = new RepeatedTask("sealing the audit trail", sealing::run, clock);
        task.start(executor, PAUSE);
        new RepeatedTask("writing audit checkpoints", checkpoints::writeIfDue, clock)
                .start(executor, PAUSE_OF_CHECKPOINTS);
        new RepeatedTask("watching the sealing", watch::look, clock).start(executor, PAUSE_OF_THE_WATCH);
    }

    @PreDestroy
    void stop() {
        executor.shutdown();
        task.run();
        try {
            checkpoints.write();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "no audit checkpoint was written when the application stopped", failure);
        }
    }
}
