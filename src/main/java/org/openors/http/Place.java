package org.openors.http;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One of the places of this node for a request that is worked on. It is given up once, at the request's end or before. */
final class Place implements AutoCloseable {

    /**
     * Four for each connection of the pool. They wait in turn for the database ({@link org.openors.database.TransactionTurns}). The
     * server has more threads ({@code max-thread-pool-size}), so that it can refuse the others.
     */
    static final int MOST = 128;

    /** Of these, redemptions, which strangers can send: a burst of them leaves places for the staff. */
    static final int MOST_REDEMPTIONS = 80;

    private static final AtomicInteger TAKEN = new AtomicInteger();
    private static final AtomicInteger REDEMPTIONS = new AtomicInteger();

    private final boolean isRedemption;
    private final boolean isFree;
    private final AtomicBoolean isLeft = new AtomicBoolean();

    /** Counts the request, until {@link #close}, whether there is a place for it or not. */
    Place(boolean isRedemption) {
        this.isRedemption = isRedemption;
        boolean isFreeForRedemption = !isRedemption || REDEMPTIONS.incrementAndGet() <= MOST_REDEMPTIONS;
        isFree = TAKEN.incrementAndGet() <= MOST && isFreeForRedemption;
    }

    /** How many are taken now. */
    static int taken() {
        return TAKEN.get();
    }

    /** Whether there is a place for the request. */
    boolean isFree() {
        return isFree;
    }

    @Override
    public void close() {
        if (isLeft.getAndSet(true)) {
            return;
        }
        TAKEN.decrementAndGet();
        if (isRedemption) {
            REDEMPTIONS.decrementAndGet();
        }
    }
}
