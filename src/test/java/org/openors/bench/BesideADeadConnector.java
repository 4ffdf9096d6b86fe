package org.openors.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.openors.simulator.MHealthSimulator;

/**
 * Measures by how much the rate of recreations at the built-in connector falls while sixteen callers of another study hang at a
 * remote connector that never answers: in turns, in one run. Writes {@code target/bench/dead-connector.md}. {@code
 * -Dbench.seconds} (default 30) is the time that each of the two figures is measured for, in six rounds; at most 300.
 */
public final class BesideADeadConnector {

    private static final int DEVICES = 10_000;
    private static final Path REPORT = Path.of("target", "bench", "dead-connector.md");

    private final Duration measured = Duration.ofSeconds(Integer.getInteger("bench.seconds", 30));
    private final ClosedLoop staff = new ClosedLoop(Bench.CONNECTIONS);
    private final Duration turn = measured.dividedBy(Comparison.ROUNDS);
    private final Comparison comparison = new Comparison();

    private BesideADeadConnector() {}

    public static void main(String[] arguments) throws Exception {
        var home = Path.of("target", "bench", "dead-connector").toAbsolutePath();
        try (var database = new BenchDatabase();
                var connector = new MHealthSimulator();
                var service = new Service(home, database, settings(connector))) {
            service.start();
            new BesideADeadConnector().run(database, service, connector);
        }
    }

    private static Map<String, String> settings(MHealthSimulator connector) {
        return Map.of(
                "ORS_CONNECTOR_URLS", connector.url(),
                "ORS_CONNECTOR_READ_TIMEOUT", "PT60S",
                "ORS_CONNECTOR_TIMEOUT", "PT60S");
    }

    private void run(BenchDatabase database, Service service, MHealthSimulator connector) throws Exception {
        var devices = new Devices();
        var requests = new Requests(service, devices);
        requests.load(Fleet.document(0, DEVICES));
        database.addPairs(0, DEVICES);
        database.settle();
        devices.areNow(DEVICES);
        try (var callers = new HangingCallers(service.api(), connector)) {
            staff.rate(requests::recreation, measured.multipliedBy(2));
            comparison.measure(() -> staff.rate(requests::recreation, turn), () -> besideCallers(requests, callers));
        }
        comparison.write(
                REPORT,
                "Recreations a second at the built-in connector, " + Bench.CONNECTIONS + " callers.",
                "alone",
                "while " + HangingCallers.CALLERS + " callers hang at a dead connector",
                "it must not be below 0.90");
    }

    private double besideCallers(Requests requests, HangingCallers callers) throws Exception {
        callers.call();
        double rate = staff.rate(requests::recreation, turn);
        callers.release();
        return rate;
    }
}
