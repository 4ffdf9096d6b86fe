package org.openors.audit.verification;

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
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Every node verifies all trails {@link #FIRST} after its start and then every {@link #INTERVAL}. It decides by its own
 * time: nothing in the database can hold it up. See ADR 23.
 */
@Singleton
@Startup
@DependsOn("StartUp")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RegularVerification {

    static final Duration FIRST = Duration.ofMinutes(5);
    static final Duration INTERVAL = Duration.ofHours(6);

    private static final Logger LOG = System.getLogger(RegularVerification.class.getName());

    @Resource
    ManagedScheduledExecutorService schedule;

    /** A verification may take minutes: it must not take a thread of the scheduled tasks. */
    @Resource
    ManagedExecutorService threads;

    @Inject
    AllTrails trails;

    private final Lock running = new ReentrantLock();
    private ScheduledFuture<?> scheduled;

    @PostConstruct
    void start() {
        scheduled = schedule.scheduleAtFixedRate(
                this::handOver, FIRST.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void handOver() {
        logFailure(() -> threads.execute(this::verify));
    }

    /** Verifies nothing while the run before goes on: nobody knows how long that may take, but it is an error in the log. */
    private void verify() {
        if (!running.tryLock()) {
            LOG.log(Level.ERROR, "verifying the audit trails fails: the run before has not ended");
            return;
        }
        try {
            logFailure(trails::verify);
        } finally {
            running.unlock();
        }
    }

    /** A failure must not reach the timer, which would never run again. */
    private static void logFailure(Runnable work) {
        try {
            work.run();
        } catch (Throwable failure) {
            LOG.log(Level.ERROR, "verifying the audit trails fails: " + failure.getMessage(), failure);
        }
    }

    @PreDestroy
    void stop() {
        scheduled.cancel(false);
    }
}
