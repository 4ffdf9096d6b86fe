package org.openors.bootstrap;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.openors.background.RepeatedTask;
import org.openors.credential.BootstrapCredential;
import org.openors.credential.NotGivenBack;
import org.openors.credential.PairAttempts;
import org.openors.database.SqlState;
import org.openors.error.ErrorCode;
import org.openors.error.Overload;
import org.openors.error.Refusal;

/**
 * Gives attempts back: at once, or, if the database is away, the row is locked or the node is overloaded, as soon as that is over. What
 * waits is in memory. If the process ends meanwhile, the attempt stays charged. However many wait, one thread gives them back.
 */
@ApplicationScoped
public class AttemptReturns {

    /** The pause between two rounds: less than the {@code Retry-After} of a 503. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    PairAttempts attempts;

    @Inject
    Clock clock;

    private final Queue<Supplier<?>> waiting = new ConcurrentLinkedQueue<>();
    private RepeatedTask task;

    @PostConstruct
    void start() {
        task = new RepeatedTask("giving attempts back", this::giveBackWhatWaits, clock);
        task.start(executor, PAUSE);
    }

    @PreDestroy
    void stop() {
        task.stop();
    }

    /**
     * Does the work on a pair whose attempt is charged. If it fails, the attempt is given back: a failure of this service
     * must not cost the phone anything.
     *
     * @param charged empty if no pair has the access ID
     */
    <T> T orGivenBack(Optional<BootstrapCredential> charged, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            charged.ifPresent(pair -> giveBackAfter(failure, pair));
            throw failure;
        }
    }

    /**
     * Gives an attempt back whose OTP was right and whose redemption changed nothing.
     *
     * @return the pair as it is now; empty if it was replaced or revoked since
     * @throws NotGivenBack if the database is away; the attempt is given back later
     * @throws Overload if there was no turn; the attempt is given back later
     */
    Optional<BootstrapCredential> giveBack(BootstrapCredential pair) {
        return nowOrLater(() -> attempts.giveBack(pair));
    }

    /** Without a connection, a turn or the row's lock the phone is answered first: another try would make it wait as long again. */
    private void giveBackAfter(RuntimeException failure, BootstrapCredential pair) {
        if (isTemporary(failure)) {
            waiting.add(() -> attempts.giveBackUnlessRedeemed(pair));
            return;
        }
        try {
            nowOrLater(() -> attempts.giveBackUnlessRedeemed(pair));
        } catch (RuntimeException notNow) {
            failure.addSuppressed(notNow);
        }
    }

    private static boolean isTemporary(RuntimeException failure) {
        return failure instanceof Refusal refusal
                ? refusal.code() == ErrorCode.TEMPORARILY_UNAVAILABLE
                : SqlState.isUnavailable(failure);
    }

    /** Only what surely was not given back is tried again: an attempt that is given back twice would be one too many. */
    private <T> T nowOrLater(Supplier<T> giveBack) {
        try {
            return giveBack.get();
        } catch (NotGivenBack | Overload stillCharged) {
            waiting.add(giveBack);
            throw stillCharged;
        }
    }

    /** Tries each once. One that gets no connection or no turn ends the round: the others would get none either. */
    private void giveBackWhatWaits() {
        NotGivenBack last = null;
        for (int left = waiting.size(); left > 0; left--) {
            try {
                nowOrLater(waiting.remove());
            } catch (NotGivenBack failure) {
                if (SqlState.isConnectionLost(failure)) {
                    throw failure;
                }
                last = failure;
            }
        }
        if (last != null) {
            throw last;
        }
    }
}
