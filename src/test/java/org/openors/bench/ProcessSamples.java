package org.openors.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The server's heap after a collection, its resident memory, threads and database connections, in the course of time. The HTTP
 * pool's threads are counted apart: one is added when requests meet, up to the pool's limit, and goes when it was idle for long.
 */
final class ProcessSamples {

    /** One quantity, and the growth in the second half of the run up to which it is flat. */
    record Course(String name, String unit, List<Double> values, double flatUpTo) {

        /** By the line of least squares over the second half. */
        double growth() {
            var half = values.subList(values.size() / 2, values.size());
            double meanTime = (half.size() - 1) / 2.0;
            double meanValue =
                    half.stream().mapToDouble(value -> value).average().orElse(0);
            double covariance = IntStream.range(0, half.size())
                    .mapToDouble(i -> (i - meanTime) * (half.get(i) - meanValue))
                    .sum();
            double variance = IntStream.range(0, half.size())
                    .mapToDouble(i -> (i - meanTime) * (i - meanTime))
                    .sum();
            return variance == 0 ? 0 : covariance / variance * (half.size() - 1);
        }

        boolean isFlat() {
            return growth() <= flatUpTo;
        }
    }

    /** {@code http-thread-pool::http-listener(7)}, as far as Linux keeps a thread's name. */
    private static final String OF_THE_HTTP_POOL = "http-thread-poo";

    private static final Pattern OLD_USED = Pattern.compile("tenured generation +total \\d+K, used (\\d+)K");

    private final long pid;
    private final BenchDatabase database;
    private final Course heap = new Course("heap after a collection", "MiB", new ArrayList<>(), 8);
    private final Course resident = new Course("resident memory", "MiB", new ArrayList<>(), 24);
    private final Course threads = new Course("threads outside the HTTP pool", "", new ArrayList<>(), 3);
    private final List<Double> httpThreads = new ArrayList<>();
    private final Course connections = new Course("database connections", "", new ArrayList<>(), 3);

    ProcessSamples(long pid, BenchDatabase database) {
        this.pid = pid;
        this.database = database;
    }

    void take() throws IOException, SQLException {
        jcmd("GC.run");
        heap.values().add(usedKiB(jcmd("GC.heap_info")) / 1024);
        resident.values().add(status("VmRSS") / 1024);
        double ofHttp = httpThreads();
        httpThreads.add(ofHttp);
        threads.values().add(status("Threads") - ofHttp);
        connections.values().add(database.serviceConnections());
    }

    List<Course> courses() {
        return List.of(heap, resident, threads, connections);
    }

    double mostHttpThreads() {
        return httpThreads.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private double httpThreads() throws IOException {
        try (var tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.filter(task -> OF_THE_HTTP_POOL.equals(name(task))).count();
        }
    }

    /** Empty if the thread has just ended. */
    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException ended) {
            return "";
        }
    }

    /** Of the old generation, where a full collection puts what lives; the young one has filled again meanwhile. */
    private static double usedKiB(String heapInfo) {
        var used = OLD_USED.matcher(heapInfo);
        if (!used.find()) {
            throw new IllegalStateException("no old generation of the serial collector: " + heapInfo);
        }
        return Double.parseDouble(used.group(1));
    }

    private double status(String name) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String jcmd(String command) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
