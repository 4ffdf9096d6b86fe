package org.openors.bootstrap;

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

/**
 * Marks, once after the start of a node, the pairs that are locked although no attempt has marked them: {@code
 * ORS_OTP_MAX_ATTEMPTS} was lowered since, or a node of an earlier release charged the last attempt. Without the mark {@code GET
 * …/devices} would list them nowhere (ADR 37). Each node does it, so the last one that is restarted finds what others have left.
 */
@Singleton
@Startup
@DependsOn("StartUp")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class LockMarks {

    /** Until it is tried again after a failure: it reads all pairs. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    LockMarking marking;

    @Inject
    Clock clock;

    private RepeatedTask task;
    private boolean isDone;

    @PostConstruct
    void start() {
        task = new RepeatedTask("marking locked pairs", this::markAll, clock);
        task.start(executor, PAUSE);
    }

    @PreDestroy
    void stop() {
        task.stop();
    }

    void markAll() {
        while (!isDone) {
            isDone = marking.markSome() < LockMarking.MOST;
            RepeatedTask.goesOn();
        }
    }
}
