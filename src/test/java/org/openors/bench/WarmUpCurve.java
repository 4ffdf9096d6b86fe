package org.openors.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a node becomes fast after its start: its first recreation, and the rate of recreations while it is under load. */
final class WarmUpCurve {

    /** A rate is measured for so long. */
    static final Duration WINDOW = Duration.ofSeconds(15);

    private static final int WINDOWS = 9;

    private final List<Double> rates = new ArrayList<>();
    private Duration firstCall;

    /** Measures a node that is ready and has done nothing yet. */
    static WarmUpCurve of(ClosedLoop load, Work.Source recreation) throws Exception {
        var curve = new WarmUpCurve();
        try (var caller = recreation.open()) {
            long start = System.nanoTime();
            caller.once();
            curve.firstCall = Duration.ofNanos(System.nanoTime() - start);
        }
        for (int i = 0; i < WINDOWS; i++) {
            curve.rates.add(load.rate(recreation, WINDOW));
        }
        return curve;
    }

    double firstCallMillis() {
        return firstCall.toNanos() / 1e6;
    }

    /** The rates of one window after the other, from the first call on. */
    List<Double> rates() {
        return List.copyOf(rates);
    }

    /** The rate of the window that begins after this time of load. */
    double rateAfter(Duration load) {
        return rates.get((int) load.dividedBy(WINDOW));
    }
}
