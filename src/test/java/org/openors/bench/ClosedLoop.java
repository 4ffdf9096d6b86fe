package org.openors.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Workers that each start the next request when the last one is answered: finds the rate that can be sustained. */
final class ClosedLoop {

    private final int workers;

    ClosedLoop(int workers) {
        this.workers = workers;
    }

    /** How often a second the work was done, all workers together. */
    double rate(Work.Source source, Duration time) throws Exception {
        var opened = new ArrayList<Work>();
        try {
            for (int i = 0; i < workers; i++) {
                opened.add(source.open());
            }
            long start = System.nanoTime();
            long end = start + time.toNanos();
            long done = inParallel(opened, end);
            return done / ((System.nanoTime() - start) / 1e9);
        } finally {
            for (var work : opened) {
                work.close();
            }
        }
    }

    private static long inParallel(Iterable<Work> workers, long end) throws Exception {
        var tasks = new ArrayList<Callable<Long>>();
        workers.forEach(work -> tasks.add(() -> repeat(work, end)));
        var threads = Executors.newFixedThreadPool(tasks.size());
        try {
            long done = 0;
            for (var result : threads.invokeAll(tasks)) {
                done += result.get();
            }
            return done;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static long repeat(Work work, long end) throws Exception {
        long done = 0;
        while (System.nanoTime() - end < 0 && work.once()) {
            done++;
        }
        return done;
    }
}
