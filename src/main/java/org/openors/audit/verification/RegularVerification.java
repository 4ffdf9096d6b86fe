package org.openors.audit.verification;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.openors.background.RepeatedTask;

/**
 * Every node verifies all trails {@link #FIRST} after its start and then every {@link #INTERVAL}. It decides by its own
 * time: nothing in the database can hold it up. See ADR 23.
 */
@Singleton
@Startup
@DependsOn("StartUp")
@TransactionManagement(TransactionManagementType.BEAN)
public class RegularVerification {

    static final Duration FIRST = Duration.ofMinutes(5);
    static final Duration INTERVAL = Duration.ofHours(6);

    @Resource
    ManagedScheduledExecutorService schedule;

    /** A verification may take minutes: it must not take a thread of the scheduled tasks. */
    @Resource
    ManagedExecutorService threads;

    @Inject
    AllTrails trails;

    private final RepeatedTask task = new RepeatedTask("verifying the audit trails", () -> trails.verify());
    private ScheduledFuture<?> scheduled;

    @PostConstruct
    void start() {
        scheduled = schedule.scheduleAtFixedRate(
                () -> threads.execute(task::run), FIRST.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        scheduled.cancel(false);
    }
}
