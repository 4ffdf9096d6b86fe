package org.openors.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A figure of the bench, and what it should reach. */
record Target(String figure, double value, Sense sense, double target, double stretch) {

    /** Which values are good. */
    enum Sense {
        AT_LEAST("≥ "),
        AT_MOST("≤ ");

        private final String sign;

        Sense(String sign) {
            this.sign = sign;
        }

        private boolean isMet(double value, double bound) {
            return this == AT_LEAST ? value >= bound : value <= bound;
        }
    }

    /** All of them, the ratios first. */
    static List<Target> of(Figures figures) {
        return List.of(
                atLeast(
                        "recreation over HTTP ÷ same SQL over raw JDBC",
                        figures.ratio(Bench.RECREATION, Bench.RAW, Bench.MAIN),
                        0.30,
                        0.50),
                atLeast("recreation, requests/s", figures.rate(Bench.RECREATION, Bench.MAIN), 1_000, 1_600),
                atLeast(
                        "recreation with sealing ÷ with sealing stopped",
                        figures.ratio(Bench.RECREATION, Bench.UNSEALED, Bench.MAIN),
                        0.95,
                        1.00),
                atMost("p99 at 50 % of capacity, open model, ms", figures.millis(99), 40, 15),
                atLeast(
                        "rate at 1,000,000 devices ÷ at 10,000",
                        figures.rate(Bench.RECREATION, Bench.LARGE) / figures.rate(Bench.RECREATION, Bench.SMALL),
                        0.90,
                        0.98),
                atMost("CPU of the server for a recreation, ms", figures.cpuMillis(CpuTime::service), 0.75, 0.50),
                atMost("CPU of PostgreSQL for a recreation, ms", figures.cpuMillis(CpuTime::database), 0.50, 0.40),
                atMost("start to first 200 (ready), s", seconds(figures.start()), 5, 4),
                atMost("first recreation after ready, ms", figures.warmUp.firstCallMillis(), 50, 25),
                atLeast(
                        "rate after 30 s of load ÷ steady rate",
                        figures.warmUp.rateAfter(Duration.ofSeconds(30)) / figures.rate(Bench.RECREATION, Bench.SMALL),
                        0.80,
                        0.90),
                atMost("resident memory after the bench, MiB", figures.residentMiB, 400, 300),
                atMost("load of 100,000 devices by study-data, s", seconds(figures.load), 60, 15));
    }

    private static Target atLeast(String figure, double value, double target, double stretch) {
        return new Target(figure, value, Sense.AT_LEAST, target, stretch);
    }

    private static Target atMost(String figure, double value, double target, double stretch) {
        return new Target(figure, value, Sense.AT_MOST, target, stretch);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** The value as the reports show it. */
    String shown() {
        return number(value);
    }

    /** The target as the reports show it. */
    String targetShown() {
        return sense.sign + number(target);
    }

    /** The stretch as the reports show it. */
    String stretchShown() {
        return sense.sign + number(stretch);
    }

    String reached() {
        return sense.isMet(value, stretch) ? "stretch" : sense.isMet(value, target) ? "target" : "no";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }
}
