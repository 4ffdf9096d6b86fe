package org.openors.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
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
    WarmUpCurve warmUp;
    final List<CpuTime> cpuOfRecreation = new ArrayList<>();
    Duration sealingLag = Duration.ZERO;

    void add(String what, int devices, double rate) {
        rates.computeIfAbsent(new Key(what, devices), any -> new ArrayList<>()).add(rate);
    }

    void sealingLagged(Duration lag) {
        sealingLag = lag.compareTo(sealingLag) > 0 ? lag : sealingLag;
    }

    /** The median of the rounds, in requests a second. */
    double rate(String what, int devices) {
        return median(rounds(what, devices));
    }

    /** The median of the quotients of each round: within a round the machine changes least. */
    double ratio(String what, String toWhat, int devices) {
        var dividends = rounds(what, devices);
        var divisors = rounds(toWhat, devices);
        return median(IntStream.range(0, dividends.size())
                .mapToObj(round -> dividends.get(round) / divisors.get(round))
                .toList());
    }

    private List<Double> rounds(String what, int devices) {
        return rates.get(new Key(what, devices));
    }

    /** The processor time of a recreation, in ms; the median of the rounds. */
    double cpuMillis(Function<CpuTime, Duration> of) {
        return median(cpuOfRecreation.stream()
                .map(cpu -> of.apply(cpu).toNanos() / 1e6)
                .toList());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
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
