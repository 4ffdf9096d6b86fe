package org.openors.security;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The place of the key that tokens are verified with. */
public final class TokenKey {

    private static final int TIMEOUT_MILLIS = 2_000;

    private TokenKey() {}

    /** Whether a key set or PEM file can be read there, within two seconds; what it holds the platform checks. */
    public static boolean isReadable(String location) {
        try {
            if (location.startsWith("file:")) {
                return Files.size(Path.of(URI.create(location))) > 0;
            }
            if (location.startsWith("http:") || location.startsWith("https:")) {
                var connection = URI.create(location).toURL().openConnection();
                connection.setConnectTimeout(TIMEOUT_MILLIS);
                connection.setReadTimeout(TIMEOUT_MILLIS);
                try (var stream = connection.getInputStream()) {
                    return stream.read() >= 0;
                }
            }
            return false;
        } catch (IOException | IllegalArgumentException unreadable) {
            return false;
        }
    }
}
