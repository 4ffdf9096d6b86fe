package org.openors.it;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the tests of races and timing saw, as rows of {@code target/reliability/report.md}. */
public final class ReliabilityReport {

    private static final Path FILE = Path.of("target", "reliability", "report.md");
    private static final String HEAD = "| database | what | seen |\n|---|---|---|\n";

    private ReliabilityReport() {}

    /** Prints what was seen. */
    public static void main(String[] arguments) throws IOException {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println(Files.readString(FILE));
    }

    public static synchronized void add(String what, String seen) {
        try {
            Files.createDirectories(FILE.getParent());
            if (!Files.exists(FILE)) {
                Files.writeString(FILE, HEAD);
            }
            Files.writeString(
                    FILE,
                    "| " + System.getProperty("ors.it.database") + " | " + what + " | " + seen + " |\n",
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
