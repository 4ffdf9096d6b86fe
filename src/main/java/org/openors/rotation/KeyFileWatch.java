package org.openors.rotation;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.openors.keys.SecretKeys;

/** Reads the key file again every {@link #PERIOD}, and has a new key recorded. */
@Singleton
@Startup
@DependsOn("StartUp")
@TransactionManagement(TransactionManagementType.BEAN)
public class KeyFileWatch {

    /** How soon at the latest a key that is added to the file is the newest. */
    public static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(KeyFileWatch.class.getName());

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    SecretKeys keys;

    @EJB
    KeyRotation rotation;

    private ScheduledFuture<?> task;
    private String recorded;
    private String lastFailure;

    @PostConstruct
    void start() {
        task = executor.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        task.cancel(false);
    }

    /** A task that throws would not be run again: whatever it is, it is logged, once. */
    private void look() {
        try {
            keys.readAgain();
            recordNewest();
            lastFailure = null;
        } catch (RuntimeException failure) {
            if (!Objects.equals(failure.getMessage(), lastFailure)) {
                LOG.log(Level.ERROR, "the key file is not read again: " + failure.getMessage());
            }
            lastFailure = failure.getMessage();
        }
    }

    private void recordNewest() {
        var newest = keys.newestId();
        if (!newest.equals(recorded)) {
            rotation.firstUse(newest);
            recorded = newest;
        }
    }
}
