package org.openors.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many requests each of many has at once, for example each caller: at most so many, so that others find a place. It never
 * waits, and remembers only who has a request now.
 */
public final class Shares<K> {

    private final int most;
    private final ConcurrentMap<K, Integer> requests = new ConcurrentHashMap<>();

    /** @param most how many requests each may have at once */
    public Shares(int most) {
        this.most = most;
    }

    /**
     * Counts one more. Call {@link #leave} at its end, whatever this says.
     *
     * @return whether it is within the share
     */
    public boolean enter(K one) {
        return requests.merge(one, 1, Integer::sum) <= most;
    }

    /** Counts one less. */
    public void leave(K one) {
        requests.computeIfPresent(one, (any, count) -> count == 1 ? null : count - 1);
    }

    /** How many have a request now. */
    int size() {
        return requests.size();
    }
}
