package org.openors.audit;

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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.openors.background.Due;
import org.openors.background.RepeatedTask;
import org.openors.http.RequestsInFlight;

/**
 * Records the counted refusals: once a minute, and when the process stops or the application is undeployed. The stop waits until
 * all are recorded that were counted before it was announced. Those that are counted later are recorded while the process still waits
 * for something else; those of its last half second are lost. They are refusals that changed nothing; who sends them would
 * hold up the stop else, and keep the last checkpoint from being written.
 */
@Singleton
@Startup
@DependsOn("StartUp")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CountedRefusals {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Logger LOG = System.getLogger(CountedRefusals.class.getName());

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    RefusalCounts counts;

    @Inject
    RefusalRecording recording;

    @Inject
    Clock clock;

    private volatile boolean isRecordedAtStop;
    private final BooleanSupplier isPending = () -> RequestsInFlight.isStopping() && !isRecordedAtStop;
    private RepeatedTask task;
    private Instant last;

    @PostConstruct
    void start() {
        last = clock.instant();
        RequestsInFlight.awaitAtStop(isPending);
        task = new RepeatedTask("recording counted refusals", this::recordIfDue, clock);
        task.start(executor, PAUSE);
    }

    @PreDestroy
    void stop() {
        task.stop();
        RequestsInFlight.doNotAwait(isPending);
        last = Instant.MIN;
        task.run();
    }

    void recordIfDue() {
        var now = clock.instant();
        boolean isAnnounced = RequestsInFlight.isStopping();
        if (isAnnounced || Due.again(last, EVERY, now)) {
            last = now;
            record();
        }
        isRecordedAtStop = isAnnounced;
    }

    private void record() {
        var taken = counts.take();
        if (taken.isEmpty()) {
            return;
        }
        try {
            recording.record(taken);
            taken.forEach(CountedRefusals::log);
        } catch (RuntimeException | Error failure) {
            counts.giveBack(taken);
            throw failure;
        }
    }

    private static void log(RefusalKind kind, RefusalCount count) {
        LOG.log(
                Level.INFO,
                () -> kind.code().code() + " refused requests were counted, with one audit record: requests="
                        + count.requests() + " since=" + count.since() + " peer=" + kind.peer() + kind.limitText());
    }
}
