package org.openors.security;

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
import java.time.Clock;
import org.openors.background.RepeatedTask;

/** Keeps {@link SigningKeys} up to date without a request, and logs every minute that they can't be read. */
@Singleton
@Startup
@DependsOn("StartUp")
@TransactionManagement(TransactionManagementType.BEAN)
public class TokenKeyWatch {

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    SigningKeys keys;

    @Inject
    Clock clock;

    private RepeatedTask task;

    /** The keys are read here for the first time, so that no request and no health check has to. */
    @PostConstruct
    void start() {
        keys.areKnown();
        task = new RepeatedTask("reading the keys of tokens", keys::refresh, clock);
        task.start(executor, SigningKeys.PAUSE);
    }

    @PreDestroy
    void stop() {
        task.stop();
    }
}
