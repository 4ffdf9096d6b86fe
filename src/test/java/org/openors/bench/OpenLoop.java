package org.openors.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/**
 * Requests that arrive at random (Poisson) times, whether the earlier ones are answered or not. Each latency counts from
 * the time at which the request was due.
 */
final class OpenLoop {

    private static final int WORKERS = 64;

    private final long[] dueNanos;

    OpenLoop(double ratePerSecond, Duration time) {
        var random = RandomGenerator.of("L64X128MixRandom");
        dueNanos = new long[(int) (ratePerSecond * time.toSeconds())];
        double at = 0;
        for (int i = 0; i < dueNanos.length; i++) {
            at += -Math.log(1 - random.nextDouble()) / ratePerSecond * 1e9;
            dueNanos[i] = (long) at;
        }
    }

    /** The latencies of all requests, in microseconds. */
    Histogram latencies(Work.Source source) throws Exception {
        var opened = new ArrayList<Work>();
        try {
            for (int i = 0; i < WORKERS; i++) {
                opened.add(source.open());
            }
            return run(opened);
        } finally {
            for (var work : opened) {
                work.close();
            }
        }
    }

    private Histogram run(Iterable<Work> workers) throws Exception {
        var next = new AtomicInteger();
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        var tasks = new ArrayList<Callable<Histogram>>();
        workers.forEach(work -> tasks.add(() -> serve(work, next, start)));
        var threads = Executors.newFixedThreadPool(tasks.size());
        try {
            var all = new Histogram(3);
            for (var result : threads.invokeAll(tasks)) {
                all.add(result.get());
            }
            return all;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Histogram serve(Work work, AtomicInteger next, long start) throws Exception {
        var latencies = new Histogram(3);
        for (int i = next.getAndIncrement(); i < dueNanos.length; i = next.getAndIncrement()) {
            long due = start + dueNanos[i];
            for (long ahead = due - System.nanoTime(); ahead > 0; ahead = due - System.nanoTime()) {
                LockSupport.parkNanos(ahead);
            }
            work.once();
            latencies.recordValue((System.nanoTime() - due) / 1_000);
        }
        return latencies;
    }
}
