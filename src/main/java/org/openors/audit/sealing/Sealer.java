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
import java.time.Duration;
import org.openors.background.RepeatedTask;

/**
 * Seals the audit trail from the start of the application until it is undeployed. Every node tries; a lock in the
 * database lets one work at a time. Records that still wait when a process ends are sealed by another process.
 */
@Singleton
@Startup
@DependsOn("StartUp")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Sealer {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Logger LOG = System.getLogger(Sealer.class.getName());

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    Sealing sealing;

    @Inject
    Checkpointing checkpoints;

    private final RepeatedTask task = new RepeatedTask("sealing the audit trail", this::sealAll);

    @PostConstruct
    void start() {
        task.start(executor, PAUSE);
    }

    @PreDestroy
    void stop() {
        task.stop();
        task.run();
        try {
            checkpoints.write();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "no audit checkpoint was written when the application stopped", failure);
        }
    }

    private void sealAll() {
        boolean more = true;
        while (more) {
            more = sealing.sealOneSet();
            checkpoints.writeIfDue();
        }
    }
}
