package org.openors.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version and the commit that this is. The build writes them. */
public final class Release {

    private static final Properties FILE = read();

    private Release() {}

    public static String version() {
        return FILE.getProperty("version");
    }

    /** The commit's full id, with {@code -changed} if files differed from it; {@code unknown} if it was built outside of Git. */
    public static String commit() {
        return FILE.getProperty("commit") + (Boolean.parseBoolean(FILE.getProperty("changed")) ? "-changed" : "");
    }

    private static Properties read() {
        try (var file = Release.class.getResourceAsStream("release.properties")) {
            var properties = new Properties();
            properties.load(file);
            return properties;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
