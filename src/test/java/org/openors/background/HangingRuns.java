package org.openors.background;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Looks for runs that hang, as {@link RunWatch} does. */
public final class HangingRuns {

    private HangingRuns() {}

    /** In another thread, which must not wait for the run. */
    public static void look() {
        CompletableFuture.runAsync(RepeatedTask::logThoseThatHang)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
