package org.openors.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The report: ratios against the targets first, then the figures, then the charts. */
final class Report {

    private final Figures figures;
    private final Duration measured;
    private final List<String> lines = new ArrayList<>();

    Report(Figures figures, Duration measured) {
        this.figures = figures;
        this.measured = measured;
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        targets();
        rates();
        latencies();
        conditions();
        Files.writeString(directory.resolve("report.md"), String.join("\n", lines) + "\n");
        Files.writeString(directory.resolve("rates.svg"), Chart.ofRates(figures));
        Files.writeString(directory.resolve("warm-up.svg"), Chart.ofWarmUp(figures.warmUp));
        Files.writeString(directory.resolve("latency.svg"), Chart.ofLatencies(figures));
        System.out.println("[bench] report: " + directory.resolve("report.md"));
        lines.stream().limit(18).forEach(System.out::println);
    }

    private void targets() {
        add("# ec-ors-svc bench", "", "| figure | measured | target | stretch | reached |", "|---|---|---|---|---|");
        Target.of(figures)
                .forEach(target -> add("| %s | **%s** | %s | %s | %s |"
                        .formatted(
                                target.figure(),
                                target.shown(),
                                target.targetShown(),
                                target.stretchShown(),
                                target.reached())));
        add("");
    }

    private void rates() {
        add(
                "## Rates",
                "",
                "Requests a second, closed loop, " + Bench.CONNECTIONS
                        + " connections; medians of rounds, and of their quotients.");
        add("", "| what | devices | rate | ÷ raw JDBC | rounds |", "|---|---|---|---|---|");
        figures.rates.forEach((key, rounds) -> add("| %s | %,d | %,.0f | %.2f | %s |"
                .formatted(
                        key.what(),
                        key.devices(),
                        rate(key.what(), key.devices()),
                        figures.ratio(key.what(), Bench.RAW, key.devices()),
                        String.join(
                                ", ", rounds.stream().map("%,.0f"::formatted).toList()))));
        add("", "![rates](rates.svg)", "");
        add(
                "## Warm-up",
                "",
                "Recreations a second in each 15 s after a start, " + Bench.CONNECTIONS + " connections.",
                "");
        add("![warm-up](warm-up.svg)", "");
    }

    private void latencies() {
        add("## Latency of a recreation", "");
        add(
                "Arrivals at random times (Poisson), %.0f/s, which is half of the rate above; counted from when a request was due."
                        .formatted(figures.openRate));
        add("", "| requests | mean | p50 | p90 | p99 | p99.9 | max |", "|---|---|---|---|---|---|---|");
        add("| %,d | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.1f ms |"
                .formatted(
                        figures.latencies.getTotalCount(),
                        figures.latencies.getMean() / 1e3,
                        figures.millis(50),
                        figures.millis(90),
                        figures.millis(99),
                        figures.millis(99.9),
                        figures.millis(100)));
        add("", "![latency](latency.svg)", "");
    }

    private void conditions() {
        add("## Conditions", "");
        add("- " + Runtime.getRuntime().availableProcessors()
                + " cores, shared by the load, the service and the database; JDK " + Runtime.version());
        add("- " + figures.database);
        add("- starts on an initialised database: " + figures.starts + "; the first, which makes the schema: "
                + figures.firstStart);
        add("- each rate measured for " + measured.toSeconds()
                + " s in all; errors: none, or there would be no report");
        add("- devices beyond " + "%,d".formatted(Bench.MAIN)
                + ", and the pairs that are replaced first, were put in by SQL");
        add("- the longest that a committed record waited for its seal under this load: " + figures.sealingLag);
    }

    private double rate(String what, int devices) {
        return figures.rate(what, devices);
    }

    private void add(String... more) {
        lines.addAll(List.of(more));
    }
}
