package org.openors.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures the service on PostgreSQL and writes {@code target/bench/<server>/report.md}. Takes about twenty minutes;
 * {@code -Dbench.seconds} (default 30) is the time that each figure is measured for, in three rounds.
 */
public final class Bench {

    static final String RAW = "the same SQL over raw JDBC";
    static final String RECREATION = "recreation";
    static final String UNSEALED = "recreation, sealing stopped";
    static final String REDEMPTION = "redemption";
    static final String HEALTH = "GET /health/live";
    static final int SMALL = 10_000;
    static final int MAIN = 110_000;
    static final int LARGE = 1_000_000;
    static final int CONNECTIONS = 16;

    private static final int ROUNDS = 3;
    private static final int STARTS = 3;
    private static final int WARM_UPS = 24;
    private static final int WARM_UPS_WITHOUT_GAIN = 4;
    private static final int DEVICES_A_DOCUMENT = 10_000;

    private final Path directory = Path.of("target", "bench").toAbsolutePath();
    private final String server = System.getProperty("ors.it.server", "payara-micro");
    private final Duration measured = Duration.ofSeconds(Integer.getInteger("bench.seconds", 30));
    private final ClosedLoop closedLoop = new ClosedLoop(CONNECTIONS);
    private final Devices devices = new Devices();
    private final Figures figures = new Figures();
    private final BenchDatabase database;
    private final Service service;
    private Requests requests;

    private Bench() throws IOException {
        database = new BenchDatabase();
        service = new Service(directory.resolve(server).resolve("home"), database);
    }

    public static void main(String[] arguments) throws Exception {
        var bench = new Bench();
        try {
            bench.run();
        } finally {
            bench.service.close();
            bench.database.close();
        }
    }

    private void run() throws Exception {
        figures.database = database.description();
        startUps();
        requests = requests();
        loadSmall();
        coldStart();
        warmUp();
        measure(SMALL, Map.of(RAW, this::raw, RECREATION, requests::recreation));
        loadMain();
        measure(MAIN, all());
        latencies();
        figures.residentMiB = service.residentMiB();
        addUpToLarge();
        measure(LARGE, Map.of(RAW, this::raw, RECREATION, requests::recreation));
        say("resident memory " + figures.residentMiB + " MiB, and " + service.residentMiB() + " MiB at the end");
        new Report(figures, measured).write(directory.resolve(server));
        ServersCompared.write(directory, server, Target.of(figures));
    }

    private Requests requests() {
        return new Requests(service, devices);
    }

    private void coldStart() throws Exception {
        service.close();
        service.start();
        requests = requests();
        figures.warmUp = WarmUpCurve.of(closedLoop, requests::recreation);
        say("first call %.0f ms, then %s/s".formatted(figures.warmUp.firstCallMillis(), figures.warmUp.rates()));
    }

    private void startUps() throws Exception {
        figures.firstStart = service.start();
        for (int i = 0; i < STARTS; i++) {
            service.close();
            figures.starts.add(service.start());
        }
        say("started in " + figures.starts + ", on an empty database in " + figures.firstStart);
    }

    private void loadSmall() throws IOException, SQLException {
        requests.load(Fleet.document(0, SMALL));
        ready(0, SMALL);
    }

    /** The documents are made first: the time is the service's. */
    private void loadMain() throws IOException, SQLException {
        var documents = new ArrayList<byte[]>();
        for (int from = SMALL; from < MAIN; from += DEVICES_A_DOCUMENT) {
            documents.add(Fleet.document(from, from + DEVICES_A_DOCUMENT));
        }
        long start = System.nanoTime();
        for (var document : documents) {
            requests.load(document);
        }
        figures.load = Duration.ofNanos(System.nanoTime() - start);
        figures.loaded = MAIN - SMALL;
        say("loaded " + figures.loaded + " devices in " + figures.load);
        ready(SMALL, MAIN);
    }

    private void addUpToLarge() throws SQLException {
        database.addDevices(MAIN, LARGE);
        ready(MAIN, LARGE);
    }

    private void ready(int from, int to) throws SQLException {
        database.addPairs(from, to);
        database.settle();
        devices.areNow(to);
    }

    /**
     * Until a recreation gets no faster, a few minutes at most: the server's compilers have the same two cores. By few callers
     * at first: sixteen would leave the compilers so little that they take longer.
     */
    private void warmUp() throws Exception {
        var few = new ClosedLoop(2);
        double best = 0;
        int withoutGain = 0;
        for (int i = 0; i < WARM_UPS && withoutGain < WARM_UPS_WITHOUT_GAIN; i++) {
            double rate = few.rate(requests::recreation, measured.dividedBy(2));
            withoutGain = rate > 1.03 * best ? 0 : withoutGain + 1;
            best = Math.max(best, rate);
        }
        say("warm: %.0f/s by two callers".formatted(best));
        few.rate(requests::redemption, measured);
        closedLoop.rate(requests::recreation, measured);
        closedLoop.rate(requests::redemption, measured.dividedBy(2));
        closedLoop.rate(this::raw, measured.dividedBy(4));
        closedLoop.rate(requests::health, measured.dividedBy(4));
    }

    /**
     * After the raw SQL, which changes most, comes what needs no database: the vacuum and the sealing that it leaves to be done
     * fall on no other figure, whichever way round.
     */
    private Map<String, Work.Source> all() {
        var works = new LinkedHashMap<String, Work.Source>();
        works.put(RAW, this::raw);
        works.put(HEALTH, requests::health);
        works.put(UNSEALED, requests::recreation);
        works.put(REDEMPTION, requests::redemption);
        works.put(RECREATION, requests::recreation);
        return works;
    }

    /** In turns, every other time the other way round, so that what changes meanwhile falls on all alike. */
    private void measure(int count, Map<String, Work.Source> works) throws Exception {
        var turns = new ArrayList<>(works.entrySet());
        for (int round = 0; round < ROUNDS; round++, Collections.reverse(turns)) {
            for (var work : turns) {
                double rate = rate(work.getKey(), work.getValue());
                figures.add(work.getKey(), count, rate);
                say("%,d devices, %s: %.0f/s".formatted(count, work.getKey(), rate));
            }
        }
    }

    private double rate(String what, Work.Source source) throws Exception {
        var time = measured.dividedBy(ROUNDS);
        if (what.equals(UNSEALED)) {
            var stopped = new SealingStop(database);
            try {
                return closedLoop.rate(source, time);
            } finally {
                stopped.end();
            }
        }
        try (var lag = new SealingLag(database)) {
            double rate = what.equals(RECREATION) ? rateAndCpu(source, time) : closedLoop.rate(source, time);
            figures.sealingLagged(lag.longest());
            return rate;
        }
    }

    private double rateAndCpu(Work.Source source, Duration time) throws Exception {
        var before = CpuTime.now(service, database);
        long start = System.nanoTime();
        double rate = closedLoop.rate(source, time);
        long requestsDone = Math.round(rate * (System.nanoTime() - start) / 1e9);
        figures.cpuOfRecreation.add(CpuTime.now(service, database).since(before, requestsDone));
        return rate;
    }

    private void latencies() throws Exception {
        figures.openRate = figures.rate(RECREATION, MAIN) / 2;
        var arrivals = new OpenLoop(figures.openRate, measured.multipliedBy(2));
        figures.latencies = arrivals.latencies(requests::recreation);
        say("p99 %.1f ms at %.0f/s".formatted(figures.millis(99), figures.openRate));
    }

    private Work raw() throws SQLException {
        return new RawRecreation(database.connect(), devices, service.macs());
    }

    private static void say(String line) {
        System.out.println("[bench] " + line);
    }
}
