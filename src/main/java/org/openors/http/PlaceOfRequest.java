package org.openors.http;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.Semaphore;

/** The place that one request has among those of its kind, see {@link AtOnce}. It is left when the request ends, at the latest. */
@RequestScoped
public class PlaceOfRequest {

    private Semaphore taken;

    /** Whether there was a place to take. */
    boolean take(Semaphore places) {
        if (!places.tryAcquire()) {
            return false;
        }
        taken = places;
        return true;
    }

    @PreDestroy
    void leave() {
        if (taken != null) {
            taken.release();
            taken = null;
        }
    }
}
