package org.openors.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.openors.it.RawHttp;

/**
 * Requests at a rate that need not be one the service can answer: many connections, each of which sends when its next request
 * is due, or at once if it is late. A latency counts from when the request was sent.
 */
final class Burst {

    /** The answers by status (0 is a connection that broke), and the latencies of those with status 200, in microseconds. */
    record Seen(Map<Integer, Long> statuses, Histogram latencies, double rate) {

        double p99() {
            return latencies.getValueAtPercentile(99) / 1e3;
        }
    }

    private final int port;
    private final int connections;
    private final double ratePerSecond;
    private final Duration time;

    Burst(int port, int connections, double ratePerSecond, Duration time) {
        this.port = port;
        this.connections = connections;
        this.ratePerSecond = ratePerSecond;
        this.time = time;
    }

    /** @param request gives the bytes of the next request; used by all connections at once */
    Seen send(Supplier<byte[]> request) throws Exception {
        long start = System.nanoTime();
        var tasks = new ArrayList<Callable<Seen>>();
        for (int i = 0; i < connections; i++) {
            long first = start + (long) (i * 1e9 / ratePerSecond);
            tasks.add(() -> one(request, first, start + time.toNanos()));
        }
        var threads = Executors.newFixedThreadPool(connections);
        try {
            var statuses = new TreeMap<Integer, Long>();
            var latencies = new Histogram(3);
            for (var result : threads.invokeAll(tasks)) {
                result.get().statuses().forEach((status, count) -> statuses.merge(status, count, Long::sum));
                latencies.add(result.get().latencies());
            }
            long sent = statuses.values().stream().mapToLong(count -> count).sum();
            return new Seen(statuses, latencies, sent / ((System.nanoTime() - start) / 1e9));
        } finally {
            threads.shutdownNow();
        }
    }

    private Seen one(Supplier<byte[]> request, long first, long end) {
        var statuses = new TreeMap<Integer, Long>();
        var latencies = new Histogram(3);
        RawHttp connection = null;
        long due = first;
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(due - System.nanoTime());
            due += (long) (connections * 1e9 / ratePerSecond);
            int status = 0;
            long sent = System.nanoTime();
            try {
                connection = connection == null ? new RawHttp(port) : connection;
                status = connection.exchange(request.get()).status();
            } catch (IOException broken) {
                connection = null;
            }
            statuses.merge(status, 1L, Long::sum);
            if (status == 200) {
                latencies.recordValue((System.nanoTime() - sent) / 1_000);
            }
        }
        return new Seen(statuses, latencies, 0);
    }
}
