package org.openors.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares the servers that were measured in this checkout, by how near each came to the same SQL over raw JDBC in its own run:
 * rates of different runs do not compare.
 */
final class ServersChart {

    private static final String FILE = "figures.properties";
    private static final String RATIO = "recreation.ratio";

    private ServersChart() {}

    /** Notes what this run found, and draws {@code servers.svg} anew. */
    static void draw(Path bench, String server, Figures figures) throws IOException {
        var found = new Properties();
        found.setProperty(RATIO, Double.toString(figures.ratio(Bench.RECREATION, Bench.RAW, Bench.MAIN)));
        try (var file = Files.newBufferedWriter(bench.resolve(server).resolve(FILE))) {
            found.store(file, null);
        }
        Files.writeString(bench.resolve("servers.svg"), Chart.ofServers(all(bench)));
    }

    private static SortedMap<String, Double> all(Path bench) throws IOException {
        var ratios = new TreeMap<String, Double>();
        try (var directories = Files.list(bench)) {
            directories
                    .filter(directory -> Files.exists(directory.resolve(FILE)))
                    .forEach(directory ->
                            ratios.put(directory.getFileName().toString(), ratio(directory.resolve(FILE))));
        }
        return ratios;
    }

    private static double ratio(Path file) {
        var found = new Properties();
        try (var content = Files.newBufferedReader(file)) {
            found.load(content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Double.parseDouble(found.getProperty(RATIO));
    }
}
