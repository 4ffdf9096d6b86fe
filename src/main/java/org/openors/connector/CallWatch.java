package org.openors.connector;

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
import java.time.Clock;
import java.time.Duration;
import org.openors.background.RepeatedTask;

/** Looks on every node for the entries of calls whose node died. */
@Singleton
@Startup
@DependsOn("StartUp")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CallWatch {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    OverdueCalls overdue;

    @Inject
    Clock clock;

    private RepeatedTask task;

    @PostConstruct
    void start() {
        task = new RepeatedTask("closing the entries of connectors' calls", overdue::close, clock);
        task.start(executor, PAUSE);
    }

    @PreDestroy
    void stop() {
        task.stop();
    }
}
