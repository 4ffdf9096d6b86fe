package org.openors.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares the servers that were measured in this checkout, in a table and a chart. Figures of different runs compare only as far
 * as the machine stayed the same.
 */
final class ServersCompared {

    private static final String FILE = "figures.properties";

    private final List<Target> targets;
    private final SortedMap<String, Properties> servers = new TreeMap<>();

    private ServersCompared(List<Target> targets) {
        this.targets = targets;
    }

    /** Notes what this run found, and writes {@code servers.md} and {@code servers.svg} anew. */
    static void write(Path bench, String server, List<Target> targets) throws IOException {
        var compared = new ServersCompared(targets);
        compared.note(bench.resolve(server).resolve(FILE));
        compared.readAll(bench);
        Files.write(bench.resolve("servers.md"), compared.table());
        Files.writeString(bench.resolve("servers.svg"), Chart.ofServers(compared.byFigure()));
    }

    private void note(Path file) throws IOException {
        var found = new Properties();
        targets.forEach(target -> found.setProperty(target.figure(), Double.toString(target.value())));
        try (var content = Files.newBufferedWriter(file)) {
            found.store(content, null);
        }
    }

    private void readAll(Path bench) throws IOException {
        try (var directories = Files.list(bench)) {
            directories
                    .filter(directory -> Files.exists(directory.resolve(FILE)))
                    .forEach(directory ->
                            servers.put(directory.getFileName().toString(), read(directory.resolve(FILE))));
        }
    }

    private static Properties read(Path file) {
        var found = new Properties();
        try (var content = Files.newBufferedReader(file)) {
            found.load(content);
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> table() {
        var lines = new ArrayList<String>();
        lines.add("| figure | target | " + String.join(" | ", servers.keySet()) + " |");
        lines.add("|---".repeat(2 + servers.size()) + "|");
        targets.forEach(target -> lines.add(row(target)));
        return lines;
    }

    private String row(Target target) {
        var values = of(target).values().stream().map(Target::number).toList();
        return "| " + target.figure() + " | " + target.targetShown() + " | " + String.join(" | ", values) + " |";
    }

    private Map<String, Map<String, Double>> byFigure() {
        var figures = new LinkedHashMap<String, Map<String, Double>>();
        targets.forEach(target -> figures.put(target.figure() + " (" + target.targetShown() + ")", of(target)));
        return figures;
    }

    private Map<String, Double> of(Target target) {
        var values = new LinkedHashMap<String, Double>();
        servers.forEach((name, found) -> values.put(name, value(found, target.figure())));
        return values;
    }

    private static double value(Properties found, String figure) {
        return Double.parseDouble(found.getProperty(figure));
    }
}
