package org.openors.bootstrap;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openors.credential.BootstrapCredential;
import org.openors.credential.NotGivenBack;
import org.openors.credential.PairAttempts;
import org.openors.database.SqlState;
import org.openors.error.Overload;

/**
 * Gives attempts back: at once, or, if the database is away or the node is overloaded, as soon as that is over. What waits
 * is in memory. If the process ends meanwhile, the attempt stays charged.
 */
@ApplicationScoped
public class AttemptReturns {

    /** The pause between two tries. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    PairAttempts attempts;

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

    /** Without a connection or a turn the phone is answered first: another try would make it wait as long again. */
    private void giveBackAfter(RuntimeException failure, BootstrapCredential pair) {
        if (failure instanceof Overload || SqlState.isConnectionLost(failure)) {
            later(() -> attempts.giveBackUnlessRedeemed(pair));
            return;
        }
        try {
            nowOrLater(() -> attempts.giveBackUnlessRedeemed(pair));
        } catch (RuntimeException notNow) {
            failure.addSuppressed(notNow);
        }
    }

    /** Only what surely was not given back is tried again: an attempt that is given back twice would be one too many. */
    private <T> T nowOrLater(Supplier<T> giveBack) {
        try {
            return giveBack.get();
        } catch (NotGivenBack | Overload stillCharged) {
            later(giveBack);
            throw stillCharged;
        }
    }

    private <T> void later(Supplier<T> giveBack) {
        Runnable again = () -> nowOrLater(giveBack);
        executor.schedule(again, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
