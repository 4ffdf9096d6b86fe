package org.openors.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Compares recreations with those of an earlier commit, in turns, in one run: the rate, and the processor time of a recreation.
 * {@code -Dbench.earlier} is a checkout of that commit in which {@code mvn -DskipTests package} was run. Each of the two services has a
 * PostgreSQL of its own, with data that this commit makes: the earlier one must have its tables. Writes {@code target/bench/earlier.md}. {@code -Dbench.seconds} (default 30) is the time of one turn and, four
 * times, of the warm-up.
 */
public final class BesideAnEarlierBuild {

    private static final int DEVICES = 10_000;
    private static final int ROUNDS = 6;
    private static final Path REPORT = Path.of("target", "bench", "earlier.md");

    private final Duration turn = Duration.ofSeconds(Integer.getInteger("bench.seconds", 30));
    private final ClosedLoop callers = new ClosedLoop(Bench.CONNECTIONS);

    private BesideAnEarlierBuild() {}

    /** What one service did in one turn: recreations a second, and milliseconds of processor time for each. */
    private record Seen(double rate, double service, double database) {}

    private record Side(Service service, BenchDatabase database, Requests requests) {}

    public static void main(String[] arguments) throws Exception {
        var earlier = Path.of(System.getProperty("bench.earlier", "none")).toAbsolutePath();
        if (earlier.equals(Path.of("").toAbsolutePath()) || !Files.exists(earlier.resolve("target/ec-ors-svc.war"))) {
            throw new IllegalArgumentException(
                    "bench.earlier must name a checkout of an earlier commit, with its WAR built");
        }
        var home = Path.of("target", "bench", "beside-an-earlier-build").toAbsolutePath();
        try (var oldDatabase = new BenchDatabase();
                var newDatabase = new BenchDatabase();
                var oldService = new Service(earlier, home.resolve("earlier"), oldDatabase);
                var newService = new Service(home.resolve("this"), newDatabase)) {
            new BesideAnEarlierBuild().run(side(oldService, oldDatabase), side(newService, newDatabase));
        }
    }

    private static Side side(Service service, BenchDatabase database) throws Exception {
        service.start();
        var devices = new Devices();
        var requests = new Requests(service, devices);
        requests.load(Fleet.document(0, DEVICES));
        database.addPairs(0, DEVICES);
        devices.areNow(DEVICES);
        database.settle();
        return new Side(service, database, requests);
    }

    private void run(Side earlier, Side here) throws Exception {
        for (int i = 0; i < 4; i++) {
            measured(earlier);
            measured(here);
        }
        var old = new ArrayList<Seen>();
        var now = new ArrayList<Seen>();
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 2 == 0) {
                old.add(measured(earlier));
                now.add(measured(here));
            } else {
                now.add(measured(here));
                old.add(measured(earlier));
            }
        }
        write(old, now);
    }

    private Seen measured(Side side) throws Exception {
        var before = CpuTime.now(side.service, side.database);
        double rate = callers.rate(side.requests::recreation, turn);
        long requests = Math.round(rate * turn.toNanos() / 1e9);
        var used = CpuTime.now(side.service, side.database).since(before, requests);
        return new Seen(rate, used.service().toNanos() / 1e6, used.database().toNanos() / 1e6);
    }

    private static void write(List<Seen> old, List<Seen> now) throws IOException {
        var lines = new ArrayList<>(List.of(
                "Recreations by " + Bench.CONNECTIONS + " callers, medians of " + ROUNDS + " turns.",
                "",
                "| what | earlier | this | median quotient |",
                "|---|---|---|---|",
                row("requests/s", old, now, Seen::rate),
                row("CPU of the server, ms", old, now, Seen::service),
                row("CPU of PostgreSQL, ms", old, now, Seen::database)));
        Files.createDirectories(REPORT.getParent());
        Files.write(REPORT, lines);
        lines.forEach(System.out::println);
    }

    private static String row(String what, List<Seen> old, List<Seen> now, ToDoubleFunction<Seen> figure) {
        var quotients = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            quotients.add(figure.applyAsDouble(now.get(round)) / figure.applyAsDouble(old.get(round)));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.3f |",
                what,
                Comparison.median(old.stream().map(figure::applyAsDouble).toList()),
                Comparison.median(now.stream().map(figure::applyAsDouble).toList()),
                Comparison.median(quotients));
    }
}
