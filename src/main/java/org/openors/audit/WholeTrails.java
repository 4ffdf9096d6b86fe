package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** Counts the requests of this node that read a whole trail. */
@ApplicationScoped
public class WholeTrails {

    static final int AT_ONCE = 2;

    private final Semaphore free = new Semaphore(AT_ONCE);

    boolean begin() {
        return free.tryAcquire();
    }

    void end() {
        free.release();
    }
}
