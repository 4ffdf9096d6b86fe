package org.openors.rotation;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
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
import org.openors.background.RepeatedTask;
import org.openors.keys.SecretKeys;

/** Reads the key file again every {@link #PERIOD}, and records the first use of a new key. */
@Singleton
@Startup
@DependsOn("StartUp")
@TransactionManagement(TransactionManagementType.BEAN)
public class KeyFileWatch {

    /** The longest time until the service uses a key that was added to the file. */
    public static final Duration PERIOD = Duration.ofSeconds(5);

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    SecretKeys keys;

    @Inject
    KeyRotation rotation;

    @Inject
    Clock clock;

    private static final Logger LOG = System.getLogger(KeyFileWatch.class.getName());

    private RepeatedTask task;
    private String recorded;

    @PostConstruct
    void start() {
        task = new RepeatedTask("reading the key file again", this::readKeys, clock);
        task.start(executor, PERIOD);
    }

    @PreDestroy
    void stop() {
        task.stop();
    }

    private void readKeys() {
        boolean haveChanged = keys.readAgain();
        var newest = keys.newestId();
        if (haveChanged) {
            LOG.log(
                    Level.INFO,
                    () -> "the secret keys have changed: newest=" + newest + " known="
                            + keys.checkValues().keySet());
        }
        if (!newest.equals(recorded)) {
            rotation.recordUse(newest, keys.checkValues().get(newest));
            recorded = newest;
        }
    }
}
