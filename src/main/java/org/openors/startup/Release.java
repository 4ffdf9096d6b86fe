package org.openors.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that this is. The build writes it. */
final class Release {

    private Release() {}

    static String version() {
        try (var file = Release.class.getResourceAsStream("release.properties")) {
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
