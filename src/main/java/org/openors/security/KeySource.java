package org.openors.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where the public keys for tokens are: a file, or a URL such as that of a JSON Web Key Set. */
public final class KeySource {

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration WHOLE = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int MOST_BYTES = 1024 * 1024;

    /** Made when the first URL is read. */
    private static final class Web {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private final String location;
    private final Duration longest;

    /** @param location a URL that starts with {@code file:}, {@code https:} or {@code http:} */
    KeySource(String location) {
        this(location, WHOLE);
    }

    /** @param longest how long the content of a URL may take to come as a whole */
    KeySource(String location, Duration longest) {
        this.location = location;
        this.longest = longest;
    }

    /**
     * The content, at most 1 MiB. A URL must begin to answer within two seconds, and its content must have come within five.
     *
     * @throws BadKeys if it can't be read
     */
    byte[] read() {
        try {
            if (location.startsWith("file:")) {
                return content(Path.of(URI.create(location)));
            }
            if (location.startsWith("https:") || location.startsWith("http:")) {
                return content(URI.create(location));
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

    /** A read that takes too long is cancelled, so that its connection and its threads end. */
    private byte[] content(URI url) {
        var content = new ByteArrayOutputStream();
        var request = HttpRequest.newBuilder(url).timeout(ANSWER).build();
        var answer = Web.CLIENT.sendAsync(
                request, BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> add(bytes, content))));
        try {
            requireOk(answer.get(longest.toNanos(), TimeUnit.NANOSECONDS));
            return content.toByteArray();
        } catch (ExecutionException away) {
            throw givesNone(away.getCause().getClass().getSimpleName());
        } catch (TimeoutException tooSlow) {
            throw givesNone("not whole within " + longest.toSeconds() + " seconds");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw givesNone("the reading was interrupted");
        } finally {
            answer.cancel(true);
        }
    }

    private static void requireOk(HttpResponse<?> answer) {
        if (answer.statusCode() != OK) {
            throw givesNone("status " + answer.statusCode());
        }
    }

    private static void add(byte[] part, ByteArrayOutputStream content) {
        if (content.size() + part.length > MOST_BYTES) {
            throw givesNone("more than " + MOST_BYTES + " bytes");
        }
        content.writeBytes(part);
    }

    private static BadKeys givesNone(String reason) {
        return new BadKeys("names a URL that gives no keys: " + reason);
    }
}
