package org.openors.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** {@code target/site-report.md}: what the browser tests looked at and measured. */
final class SiteReport {

    private static final Path FILE = Path.of("target", "site-report.md");

    private SiteReport() {}

    static void looked(int width, String screen, int violations) {
        line("| " + screen + " | " + width + " px | " + violations + " violations |");
    }

    static void measured(String what, String figure) {
        line("| " + what + " | | " + figure + " |");
    }

    private static void line(String text) {
        try {
            Files.writeString(FILE, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
