package org.openors.http;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Starts the time of bodies. It has a thread of its own: the server's common scheduler may be busy with a task that
 * waits for the database.
 */
@ApplicationScoped
public class BodyTimer {

    @Resource
    ManagedThreadFactory threads;

    private ScheduledThreadPoolExecutor timer;

    @PostConstruct
    void start() {
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    TimedBody start(InputStream body) {
        return new TimedBody(body, timer, System::nanoTime);
    }
}
