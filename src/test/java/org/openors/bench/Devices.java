package org.openors.bench;

import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Walks over all devices in a scattered order, none twice at once, and keeps the pairs that were handed out. */
final class Devices {

    private static final long STRIDE = 7_919;

    /** An access ID and its OTP. */
    record Pair(String accessId, String otp) {}

    private final AtomicLong counter = new AtomicLong();
    private final ConcurrentMap<Integer, Pair> pairs = new ConcurrentHashMap<>();
    private final Queue<Integer> redeemable = new ConcurrentLinkedQueue<>();
    private volatile int count;

    /** @param devices no multiple of 7,919 */
    void areNow(int devices) {
        count = devices;
    }

    int count() {
        return count;
    }

    /** The number of the next device, whose pair is about to be replaced. */
    int next() {
        int n = (int) (counter.getAndIncrement() * STRIDE % count);
        pairs.remove(n);
        return n;
    }

    void issued(int n, Pair pair) {
        pairs.put(n, pair);
        redeemable.add(n);
    }

    /** A pair not redeemed yet, null if there is none left. */
    Pair redeem() {
        for (var n = redeemable.poll(); n != null; n = redeemable.poll()) {
            var pair = pairs.remove(n);
            if (pair != null) {
                return pair;
            }
        }
        return null;
    }
}
