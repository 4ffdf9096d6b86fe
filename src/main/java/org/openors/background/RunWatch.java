package org.openors.background;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Has runs of repeated tasks logged that do not end, as the database can keep a statement beyond every time limit. It uses
 * nothing that such a run could hold: neither the database nor the threads of the tasks.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RunWatch {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Resource
    ManagedThreadFactory threads;

    @Inject
    Clock clock;

    private ScheduledExecutorService executor;
    private RepeatedTask watching;

    @PostConstruct
    void start() {
        executor = Executors.newSingleThreadScheduledExecutor(threads);
        watching = new RepeatedTask("watching the background tasks", RepeatedTask::logThoseThatHang, clock);
        watching.start(executor, PAUSE);
    }

    @PreDestroy
    void stop() {
        watching.stop();
        executor.shutdownNow();
    }
}
