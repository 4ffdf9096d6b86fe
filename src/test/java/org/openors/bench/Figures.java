package org.openors.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What the bench found. */
final class Figures {

    /** What was done at a number of devices. */
    record Key(String what, int devices) {}

    final Map<Key, List<Double>> rates = new LinkedHashMap<>();
    final List<Duration> starts = new ArrayList<>();
    String database;
    Duration firstStart;
    Duration load;
    int loaded;
    double openRate;
    Histogram latencies;
    long residentMiB;
    Duration sealingLag = Duration.ZERO;

    void add(String what, int devices, double rate) {
        rates.computeIfAbsent(new Key(what, devices), any -> new ArrayList<>()).add(rate);
    }

    void sealingLagged(Duration lag) {
        sealingLag = lag.compareTo(sealingLag) > 0 ? lag : sealingLag;
    }

    boolean has(String what, int devices) {
        return rates.containsKey(new Key(what, devices));
    }

    /** The median of the rounds, in requests a second. */
    double rate(String what, int devices) {
        var sorted = rates.get(new Key(what, devices)).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    /** The median of the starts. */
    Duration start() {
        var sorted = starts.toArray(Duration[]::new);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
