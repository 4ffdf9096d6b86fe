package org.openors.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.openors.it.RawHttp;

/**
 * {@code mvn -Psoak verify}: a site's mix for a long time, then three times the capacity, then strangers; writes {@code
 * target/reliability/soak.md} and fails if a target is missed. {@code -Dsoak.minutes} (30), {@code -Dsoak.overload.seconds}
 * (300), {@code -Dsoak.flood.seconds} (60).
 */
public final class Soak {

    private static final int DEVICES = 5_000;
    private static final int WORKERS = 8;
    private static final int SAMPLES = 60;
    /** As many callers as the service has database connections: it does not get faster with more. */
    private static final int CAPACITY_CONNECTIONS = 32;

    /** {@code max-thread-pool-size} in {@code payara-micro/pre-boot.asadmin}. */
    private static final int HTTP_THREADS = 448;

    private static final int BURST_CONNECTIONS = 192;
    private static final double FLOOD_RATE = 2_000;
    private static final double NURSE_RATE = 5;
    private static final Set<Integer> IN_OVERLOAD = Set.of(200, 429, 503);

    private final Path directory = Path.of("target", "soak").toAbsolutePath();
    private final Duration mixed = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
    private final Duration overloaded = Duration.ofSeconds(Integer.getInteger("soak.overload.seconds", 300));
    private final Duration flooded = Duration.ofSeconds(Integer.getInteger("soak.flood.seconds", 60));
    private final Duration measured = Duration.ofSeconds(Math.max(5, Math.min(30, overloaded.toSeconds() / 2)));
    private final ConcurrentMap<SiteMix.Operation, AtomicLong> done = new ConcurrentHashMap<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private final AtomicLong turn = new AtomicLong();
    private final BenchDatabase database;
    private List<String> tokens;

    private Soak() throws IOException {
        database = new BenchDatabase();
    }

    public static void main(String[] arguments) throws Exception {
        var soak = new Soak();
        try {
            soak.run();
        } finally {
            soak.database.close();
        }
        if (!soak.missed.isEmpty()) {
            System.err.println("[soak] missed: " + soak.missed);
            System.exit(1);
        }
    }

    private void run() throws Exception {
        lines.addAll(List.of("| what | seen | target | reached |", "|---|---|---|---|"));
        try (var service = new Service(directory.resolve("home"), database)) {
            service.start();
            tokens = service.tokens();
            var requests = new Requests(service, new Devices());
            requests.load(Fleet.document(0, DEVICES));
            database.settle();
            mix(service);
            overload(service.port());
        }
        try (var service = new Service(directory.resolve("home"), database, Service.LIMITED)) {
            service.start();
            tokens = service.tokens();
            flood(service.port());
        }
        var file = Path.of("target", "reliability", "soak.md");
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
        lines.forEach(System.out::println);
    }

    private void mix(Service service) throws Exception {
        var source = SiteMix.of(service.port(), tokens, DEVICES, WORKERS, done, errors);
        new ClosedLoop(WORKERS).rate(source, measured);
        var failure = new AtomicReference<Exception>();
        var samples = new ProcessSamples(service.pid(), database);
        var sampler = Executors.newSingleThreadScheduledExecutor();
        long period = Math.max(1_000, mixed.toMillis() / SAMPLES);
        sampler.scheduleAtFixedRate(() -> take(samples, failure), period, period, TimeUnit.MILLISECONDS);
        double rate =
                new ClosedLoop(WORKERS).rate(SiteMix.of(service.port(), tokens, DEVICES, WORKERS, done, errors), mixed);
        sampler.shutdown();
        sampler.awaitTermination(1, TimeUnit.MINUTES);
        if (failure.get() != null) {
            throw failure.get();
        }
        row(
                "a site's mix for " + mixed.toMinutes() + " minutes",
                "%.0f requests/s, %s".formatted(rate, done),
                "",
                true);
        row("errors", errors.size() + " " + errors.stream().limit(3).toList(), "none", errors.isEmpty());
        samples.courses().forEach(this::flat);
        row(
                "threads of the HTTP pool",
                "%.0f at most".formatted(samples.mostHttpThreads()),
                "≤ %d, the pool's limit".formatted(HTTP_THREADS),
                samples.mostHttpThreads() > 0 && samples.mostHttpThreads() <= HTTP_THREADS);
    }

    private static void take(ProcessSamples samples, AtomicReference<Exception> failure) {
        try {
            samples.take();
        } catch (IOException | SQLException | RuntimeException failed) {
            failure.set(failed);
        }
    }

    private void flat(ProcessSamples.Course course) {
        var values = course.values();
        row(
                course.name(),
                "%.0f at first, %.0f at last %s; grows by %.1f in the second half"
                        .formatted(values.get(0), values.get(values.size() - 1), course.unit(), course.growth()),
                "≤ %.0f".formatted(course.flatUpTo()),
                course.isFlat());
    }

    private void overload(int port) throws Exception {
        var capacity = new Burst(port, CAPACITY_CONNECTIONS, 1e6, measured).send(this::recreation);
        row(
                "capacity, recreations by " + CAPACITY_CONNECTIONS + " callers",
                "%.0f/s, p99 %.1f ms".formatted(capacity.rate(), capacity.p99()),
                "",
                true);
        double rate = 3 * capacity.rate();
        var over = new Burst(port, BURST_CONNECTIONS, rate, overloaded).send(this::recreation);
        row(
                "three times the capacity for " + overloaded.toSeconds() + " s",
                "%.0f/s were sent of %.0f/s, answers %s".formatted(over.rate(), rate, over.statuses()),
                "only 200, 429, 503",
                IN_OVERLOAD.containsAll(over.statuses().keySet()));
        row(
                "p99 of what was answered 200",
                "%.1f ms".formatted(over.p99()),
                "≤ 5 × p99 at capacity",
                over.p99() <= 5 * capacity.p99());
        Thread.sleep(TimeUnit.SECONDS.toMillis(10));
        var again = new Burst(port, CAPACITY_CONNECTIONS, 1e6, measured).send(this::recreation);
        row(
                "10 s later, capacity again",
                "%.0f/s, p99 %.1f ms, answers %s".formatted(again.rate(), again.p99(), again.statuses()),
                "≥ 80 % of the rate, p99 ≤ 1.5 ×, only 200",
                again.rate() >= 0.8 * capacity.rate()
                        && again.p99() <= 1.5 * capacity.p99()
                        && again.statuses().keySet().equals(Set.of(200)));
    }

    /** Without a token, from this machine's one address. */
    private void flood(int port) throws Exception {
        new Burst(port, 4, 1e6, measured).send(this::recreation);
        var quiet = new Burst(port, 1, NURSE_RATE, flooded).send(this::recreation);
        Supplier<byte[]> stranger = () -> RawHttp.request("PUT", Fleet.accessCodePath(1), null);
        long before = database.number("SELECT count(*) FROM audit_record");
        var strangers = Executors.newSingleThreadExecutor();
        var flood = strangers.submit(() -> new Burst(port, 64, FLOOD_RATE, flooded).send(stranger));
        var meanwhile = new Burst(port, 1, NURSE_RATE, flooded).send(this::recreation);
        var seen = flood.get();
        strangers.shutdown();
        long rows = database.number("SELECT count(*) FROM audit_record")
                - before
                - meanwhile.statuses().getOrDefault(200, 0L);
        row(
                "requests without a token for " + flooded.toSeconds() + " s",
                "%.0f/s of %.0f/s, answers %s".formatted(seen.rate(), FLOOD_RATE, seen.statuses()),
                "only 401, 429",
                Set.of(401, 429).containsAll(seen.statuses().keySet()));
        row(
                "a nurse's recreations meanwhile",
                "p99 %.1f ms, quiet %.1f ms, answers %s".formatted(meanwhile.p99(), quiet.p99(), meanwhile.statuses()),
                "≤ 10 × the quiet value",
                meanwhile.p99() <= 10 * quiet.p99()
                        && meanwhile.statuses().keySet().equals(Set.of(200)));
        row("new rows of the trail but for the nurse's", Long.toString(rows), "≤ 100", rows <= 100);
    }

    private byte[] recreation() {
        long n = turn.getAndIncrement();
        var token = tokens.get((int) (n % tokens.size()));
        return RawHttp.request("PUT", Fleet.accessCodePath((int) (n * 7_919 % DEVICES)), "Bearer " + token);
    }

    private void row(String what, String seen, String target, boolean isReached) {
        lines.add("| " + what + " | " + seen + " | " + target + " | " + (isReached ? "yes" : "NO") + " |");
        System.out.println("[soak] " + what + ": " + seen);
        if (!isReached) {
            missed.add(what);
        }
    }
}
