package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Counts the requests of this node that read a whole trail. */
@ApplicationScoped
public class WholeTrails {

    static final int AT_ONCE = 2;
    /** Pages whose filter few records match. They end soon, and people look at them, so they have places of their own. */
    static final int PAGES_AT_ONCE = 4;

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Semaphore freeForPages = new Semaphore(PAGES_AT_ONCE, true);

    Duration patience = Duration.ofSeconds(5);

    boolean begin() {
        return free.tryAcquire();
    }

    void end() {
        free.release();
    }

    boolean beginPage() {
        try {
            return freeForPages.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void endPage() {
        freeForPages.release();
    }
}
