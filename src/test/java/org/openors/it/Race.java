package org.openors.it;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Does the same thing many times at the same moment. */
public final class Race implements AutoCloseable {

    private final ExecutorService threads;
    private final int runners;

    public Race(int runners) {
        this.runners = runners;
        this.threads = Executors.newFixedThreadPool(runners);
    }

    /** What each of the runners got; all set off together. */
    public <T> List<T> run(Callable<T> step) {
        var start = new CyclicBarrier(runners);
        return results(IntStream.range(0, runners)
                .mapToObj(i -> threads.submit(() -> {
                    start.await();
                    return step.call();
                }))
                .toList());
    }

    /** What each of {@code times} runs got, as many at once as there are runners. */
    public <T> List<T> run(int times, Callable<T> step) {
        return results(
                IntStream.range(0, times).mapToObj(i -> threads.submit(step)).toList());
    }

    private static <T> List<T> results(List<Future<T>> futures) {
        return futures.stream().map(Race::result).toList();
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
