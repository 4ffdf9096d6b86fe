package org.openors.http;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/** The place that one request has among those of its kind, one of each kind. It is left when the request ends, at the latest. */
@RequestScoped
public class PlaceOfRequest {

    private final Set<Semaphore> taken = new HashSet<>();

    /**
     * Takes one of these places, unless the request has one of them already. Call it without a connection if it may wait.
     *
     * @param patience how long it waits for a place at most
     * @throws Refusal {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if there was none
     */
    public void take(Semaphore places, Duration patience) {
        if (taken.contains(places)) {
            return;
        }
        if (!isTaken(places, patience)) {
            throw new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
        }
        taken.add(places);
    }

    private static boolean isTaken(Semaphore places, Duration patience) {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Leaves all places that the request has. */
    @PreDestroy
    public void leave() {
        taken.forEach(Semaphore::release);
        taken.clear();
    }
}
