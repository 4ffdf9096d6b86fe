package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.settings.BadSetting;
import org.openors.settings.GivenSettings;

/** Whether the key that verifies tokens can be read, from a file or a URL. */
class TokenKeyTest {

    @TempDir
    Path directory;

    @Test
    void aFileIsReadableIfItHasContent() throws IOException {
        var key = Files.writeString(directory.resolve("key.pem"), "x");
        var empty = Files.createFile(directory.resolve("empty.pem"));
        assertThat(TokenKey.isReadable(key.toUri().toString())).isTrue();
        assertThat(TokenKey.isReadable(empty.toUri().toString())).isFalse();
        assertThat(TokenKey.isReadable(directory.resolve("none.pem").toUri().toString()))
                .isFalse();
        assertThat(TokenKey.isReadable("file:not absolute")).isFalse();
    }

    @Test
    void aUrlIsReadableIfItAnswersWithContent() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/key", exchange -> {
            boolean isEmpty = exchange.getRequestURI().getPath().endsWith("empty");
            exchange.sendResponseHeaders(200, isEmpty ? -1 : 1);
            if (!isEmpty) {
                exchange.getResponseBody()
                        .write(exchange.getRequestURI().getPath().endsWith("zero") ? 0 : 'x');
            }
            exchange.close();
        });
        server.start();
        var base = "http://127.0.0.1:" + server.getAddress().getPort();
        assertThat(TokenKey.isReadable(base + "/key")).isTrue();
        assertThat(TokenKey.isReadable(base + "/key/zero")).isTrue();
        assertThat(TokenKey.isReadable(base + "/key/empty")).isFalse();
        assertThat(TokenKey.isReadable(base + "/none")).isFalse();
        server.stop(0);
        assertThat(TokenKey.isReadable(base + "/key")).isFalse();
    }

    /** The rest of what java.net can open, such as a jar, is none. */
    @Test
    void anotherPlaceIsNotReadable() throws IOException {
        var key = Files.writeString(directory.resolve("key.pem"), "x");
        assertThat(TokenKey.isReadable(key.toString())).isFalse();
        assertThat(TokenKey.isReadable("https://127.0.0.1:1/key")).isFalse();
        assertThat(TokenKey.isReadable("ftp://127.0.0.1/key")).isFalse();
        assertThat(TokenKey.isReadable("")).isFalse();
    }

    @Test
    void theStartNamesTheSettingThatIsWrong() throws IOException {
        var key = Files.writeString(directory.resolve("key.pem"), "x").toUri().toString();
        GivenSettings.are(Map.of("MP_JWT_VERIFY_ISSUER", "i", "MP_JWT_VERIFY_PUBLICKEY_LOCATION", key));
        assertThatCode(() -> new TokenSettings().checkKey()).doesNotThrowAnyException();
        GivenSettings.are(Map.of("MP_JWT_VERIFY_ISSUER", "i", "MP_JWT_VERIFY_PUBLICKEY_LOCATION", key + "x"));
        assertThatThrownBy(() -> new TokenSettings().checkKey())
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("MP_JWT_VERIFY_PUBLICKEY_LOCATION");
        GivenSettings.are(Map.of("MP_JWT_VERIFY_PUBLICKEY_LOCATION", key));
        assertThatThrownBy(() -> new TokenSettings().checkIssuer()).hasMessageContaining("MP_JWT_VERIFY_ISSUER");
    }
}
