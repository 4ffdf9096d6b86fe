package org.openors.audit.sealing;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Has the trail sealed from the start until the application is undeployed; a process that ends leaves what waits to the next
 * one. Every node tries; the database lets one at a time. While the database is away nothing is sealed, and that is logged
 * once.
 */
@Singleton
@Startup
@DependsOn("StartUp")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Sealer {

    private static final long PAUSE_MILLIS = 500;
    private static final Logger LOG = System.getLogger(Sealer.class.getName());

    @Resource
    ManagedScheduledExecutorService executor;

    @EJB
    Sealing sealing;

    @EJB
    Checkpointing checkpoints;

    private ScheduledFuture<?> task;
    private boolean isFailing;

    @PostConstruct
    void start() {
        task = executor.scheduleWithFixedDelay(this::sealAll, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        task.cancel(false);
        sealAll();
        try {
            checkpoints.state();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "no audit checkpoint was made at the stop", failure);
        }
    }

    /** A task that throws would not be run again: whatever it is, it is logged. */
    private synchronized void sealAll() {
        try {
            boolean more = true;
            while (more) {
                more = sealing.sealOneSet();
                checkpoints.stateIfDue();
            }
            if (isFailing) {
                LOG.log(Level.INFO, "the audit trail is sealed again");
            }
            isFailing = false;
        } catch (RuntimeException failure) {
            if (!isFailing) {
                LOG.log(Level.ERROR, "the audit trail can't be sealed at present", failure);
            }
            isFailing = true;
        }
    }
}
