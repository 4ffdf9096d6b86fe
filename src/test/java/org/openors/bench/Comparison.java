package org.openors.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two rates that are measured in turns, every other time the other way round, and the median of their quotients. */
final class Comparison {

    static final int ROUNDS = 6;

    private final List<String> rows = new ArrayList<>();
    private final List<Double> quotients = new ArrayList<>();

    /** Measures a rate; all that it needs is ready. */
    @FunctionalInterface
    interface Rate {
        double measured() throws Exception;
    }

    /** Each round gives one quotient, the second rate by the first one. */
    void measure(Rate first, Rate second) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            double before = round % 2 == 0 ? second.measured() : 0;
            double one = first.measured();
            double other = round % 2 == 0 ? before : second.measured();
            quotients.add(other / one);
            rows.add(String.format(Locale.ROOT, "| %.0f | %.0f | %.3f |", one, other, other / one));
            System.out.println("[bench] " + rows.get(round));
        }
    }

    /** @param target what the median must be, in words */
    void write(Path report, String what, String first, String second, String target) throws IOException {
        var lines =
                new ArrayList<>(List.of(what, "", "| " + first + " | " + second + " | quotient |", "|---|---|---|"));
        lines.addAll(rows);
        lines.add("");
        lines.add(String.format(Locale.ROOT, "Median quotient %.3f; %s.", median(quotients), target));
        Files.createDirectories(report.getParent());
        Files.write(report, lines);
        lines.forEach(System.out::println);
    }

    /** Of an even number of values. */
    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
