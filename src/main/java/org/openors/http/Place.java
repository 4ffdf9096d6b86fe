package org.openors.http;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.Semaphore;

/** The place that a request has among those of its kind. It is left at the latest when the request ends. */
@RequestScoped
public class Place {

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
