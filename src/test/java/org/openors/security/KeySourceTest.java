package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the keys that verify tokens are read from: a file or a URL. */
class KeySourceTest {

    private static final String NONE = "names no key that can be read";

    @TempDir
    Path directory;

    @Test
    void aFileIsReadAsItIs() throws IOException {
        var key = Files.write(directory.resolve("a key ü.der"), new byte[] {0x30, -1, 0});
        assertThat(new KeySource(key.toUri().toString()).read()).containsExactly(0x30, -1, 0);
    }

    @Test
    void aFileThatIsMissingOrTooLargeOrADirectoryIsRefused() throws IOException {
        assertRefused(directory.resolve("none.pem").toUri().toString(), NONE);
        assertRefused(directory.toUri().toString(), NONE);
        var most = Files.write(directory.resolve("most"), new byte[1024 * 1024]);
        assertThat(new KeySource(most.toUri().toString()).read()).hasSize(1024 * 1024);
        var more = Files.write(directory.resolve("more"), new byte[1024 * 1024 + 1]);
        assertRefused(more.toUri().toString(), "names a file of more than 1048576 bytes");
    }

    @Test
    void aUrlIsReadUnlessItAnswersWithAnError() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            var body = "{\"keys\":[]}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(
                    exchange.getRequestURI().getPath().endsWith("broken") ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        var base = "http://127.0.0.1:" + server.getAddress().getPort();
        assertThat(new KeySource(base + "/keys").read()).asString().isEqualTo("{\"keys\":[]}");
        assertRefused(base + "/keys/broken", "names a URL that gives no keys: status 500");
        assertRefused(base + "/none", "names a URL that gives no keys: status 404");
        server.stop(0);
        assertRefused(base + "/keys", "names a URL that gives no keys: ConnectException");
        assertRefused(base.replace("http:", "https:") + "/keys", "names a URL that gives no keys: ConnectException");
    }

    /** Its bytes come one by one, and never end: each is there in time, the whole is not. Its connection does not stay. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "HTTP/1.1 200 OK\r\nX-Slow: "})
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void aUrlThatNeverEndsIsRefused(String beginning) throws IOException, InterruptedException {
        var ended = new CountDownLatch(1);
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var trickling = new Thread(() -> trickle(listener, beginning, ended));
            trickling.setDaemon(true);
            trickling.start();
            var source = new KeySource("http://127.0.0.1:" + listener.getLocalPort() + "/keys", Duration.ofSeconds(1));
            assertThatThrownBy(source::read)
                    .isInstanceOf(BadKeys.class)
                    .hasMessage("names a URL that gives no keys: not whole within 1 seconds");
            ended.await();
        }
    }

    private static void trickle(ServerSocket listener, String beginning, CountDownLatch ended) {
        try (var connection = listener.accept()) {
            connection.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                connection.getOutputStream().write('x');
                Thread.sleep(100);
            }
        } catch (IOException itsReaderLeft) {
            ended.countDown();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aUrlGivesOneMebibyteAtMost() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int length = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(new byte[length]);
            exchange.close();
        });
        server.start();
        var base = "http://127.0.0.1:" + server.getAddress().getPort() + '/';
        assertThat(new KeySource(base + 1024 * 1024).read()).hasSize(1024 * 1024);
        assertThatThrownBy(() -> new KeySource(base + (1024 * 1024 + 1)).read())
                .isInstanceOf(BadKeys.class)
                .hasMessageStartingWith("names a URL that gives no keys: ");
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:not absolute", "file://host/key", "http://", "https:key e"})
    void aUrlThatCanNotBeReadIsRefused(String location) {
        assertRefused(location, NONE);
    }

    /** The rest of what java.net can open, such as a jar, is none; nor is a path, or a key itself. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/key.pem", "ftp://127.0.0.1/key", "jar:file:/x.jar!/key", "classpath:key", "MIIB"})
    void anotherPlaceIsRefusedByWhatIsAllowed(String location) {
        assertRefused(location, "must be a URL that starts with file:, https: or http:");
    }

    private static void assertRefused(String location, String message) {
        assertThatThrownBy(() -> new KeySource(location).read())
                .isInstanceOf(BadKeys.class)
                .hasMessage(message);
    }
}
