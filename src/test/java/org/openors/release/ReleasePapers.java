package org.openors.release;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Writes into {@code target/release} what only a release has: its README, the bill of materials (CycloneDX) of the WAR and of the
 * server beside it, and the licences and notices that the shipped jars hold.
 */
public final class ReleasePapers {

    private static final Path TARGET = Path.of("target");
    private static final Path DIRECTORY = TARGET.resolve("release");
    private static final String FIRST_SECTION_OF_BOTH = "## Calling it";
    private static final String AFTER_THE_LAST = "## A simulated phone";

    private ReleasePapers() {}

    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve("README.md"), readme());
        var beside = ShippedJar.in(TARGET.resolve("server"));
        writeBill(beside);
        var all = new ArrayList<>(ShippedJar.in(TARGET.resolve("ec-ors-svc/WEB-INF/lib")));
        all.addAll(beside);
        writeLicences(all);
    }

    /** How to run a release, then what the project's README says about calling it. */
    static String readme() throws IOException {
        var projects = Files.readString(Path.of("README.md"));
        var start = projects.indexOf(FIRST_SECTION_OF_BOTH);
        var end = projects.indexOf(AFTER_THE_LAST);
        return Files.readString(Path.of("src/release/README.md"))
                        .replace("${version}", Release.version())
                        .replace("${commit}", Release.commit())
                + "\n" + projects.substring(start, end).stripTrailing() + "\n";
    }

    /** The plugin knows the libraries of the WAR. What stands beside the WAR is added here. */
    private static void writeBill(List<ShippedJar> beside) throws IOException {
        var plugins = TARGET.resolve("bom.json");
        if (Files.notExists(plugins)) {
            throw new IllegalStateException(
                    "the CycloneDX plugin made no bill of materials: it does not run offline (mvn -o)");
        }
        var bill = read(plugins);
        var components = Json.createArrayBuilder(bill.getJsonArray("components"));
        beside.forEach(jar -> components.add(jar.component()));
        var whole = Json.createObjectBuilder(bill).add("components", components).build();
        Files.writeString(DIRECTORY.resolve("bom.json"), indented(whole));
    }

    private static JsonObject read(Path file) throws IOException {
        try (var reader = Json.createReader(Files.newBufferedReader(file))) {
            return reader.readObject();
        }
    }

    private static String indented(JsonObject json) {
        var text = new StringWriter();
        try (var writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.write(json);
        }
        return text.toString().stripLeading() + "\n";
    }

    /** Each text once: many jars hold the same. */
    private static void writeLicences(List<ShippedJar> jars) {
        var written = new HashSet<String>();
        for (var jar : jars) {
            jar.licences().forEach((name, text) -> {
                if (written.add(text)) {
                    write(DIRECTORY.resolve("licenses").resolve(jar.name()).resolve(name), text);
                }
            });
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
