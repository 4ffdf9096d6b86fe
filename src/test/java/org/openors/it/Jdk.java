package org.openors.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;

/** Finds a JDK for a server that needs a newer one than the build. */
final class Jdk {

    private Jdk() {}

    /**
     * The JDK that this system property names; else that of this build, or the oldest one beside it that is new enough.
     *
     * @param version the oldest main number that will do
     */
    static Path atLeast(int version, String property) {
        var given = System.getProperty(property, "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        var own = Path.of(System.getProperty("java.home"));
        if (version(own) >= version) {
            return own;
        }
        try (var beside = Files.list(own.getParent())) {
            return beside.filter(jdk -> version(jdk) >= version)
                    .min(Comparator.comparing(Jdk::version))
                    .orElseThrow(() -> new IllegalStateException(
                            "JDK " + version + " or later is needed: name its directory with -D" + property + "="));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Its main number; 0 if the directory holds no JDK. */
    private static int version(Path jdk) {
        try (var release = Files.newBufferedReader(jdk.resolve("release"))) {
            var properties = new Properties();
            properties.load(release);
            var version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
            return Integer.parseInt(version.split("[.+-]")[0]);
        } catch (IOException noJdk) {
            return 0;
        }
    }
}
