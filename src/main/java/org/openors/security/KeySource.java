package org.openors.security;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the public keys for tokens are: a file, or a URL such as that of a JSON Web Key Set. */
public final class KeySource {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MOST_BYTES = 1024 * 1024;

    private final String location;

    /** @param location a URL that starts with {@code file:}, {@code https:} or {@code http:} */
    KeySource(String location) {
        this.location = location;
    }

    /**
     * The content, at most 1 MiB. A URL must answer within two seconds, and must not keep us waiting longer for the next bytes.
     *
     * @throws BadKeys if it can't be read
     */
    byte[] read() {
        try {
            if (location.startsWith("file:")) {
                return content(Path.of(URI.create(location)));
            }
            if (location.startsWith("https:") || location.startsWith("http:")) {
                return content(URI.create(location).toURL());
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new BadKeys("names no key that can be read");
        }
        throw new BadKeys("must be a URL that starts with file:, https: or http:");
    }

    private static byte[] content(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new BadKeys("names a file of more than " + MOST_BYTES + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private static byte[] content(URL url) {
        try {
            return new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES)
                    .retrieveResource(url)
                    .getContent()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException away) {
            throw new BadKeys(
                    "names a URL that gives no keys: " + away.getClass().getSimpleName());
        }
    }
}
