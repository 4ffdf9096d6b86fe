package org.openors.security;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The location of the key that verifies tokens. */
public final class TokenKey {

    private static final int TIMEOUT_MILLIS = 2_000;

    private TokenKey() {}

    /** Whether a file or URL can be read within two seconds. Its content is checked by the platform. */
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
