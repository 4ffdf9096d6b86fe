package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server offers by default, and this one does not: a boot command that failed would not stop the start. */
@ExtendWith(RunningService.class)
class HardeningIT {

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/metrics/base"})
    void noMetricsAreGivenToStrangers(String path, Api api) {
        var answer = get(api, path);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("connection_pool", "base_");
    }

    @ParameterizedTest
    @ValueSource(strings = {Api.BASE + "/application.wadl", Api.BASE + "/application.wadl/xsd0.xsd"})
    void thereIsNoWadl(String path, Api api) {
        assertThat(get(api, path).status()).isEqualTo(404);
    }

    @Test
    void noAnswerNamesTheServer(Api api) {
        for (var path : List.of("/", "/health/ready", "/openapi", "/ec-ors-svc/docs/", Api.BASE + "/nothing")) {
            var headers = get(api, path).headers();
            assertThat(headers.firstValue("Server")).as(path).isEmpty();
            assertThat(headers.firstValue("X-Powered-By")).as(path).isEmpty();
        }
    }

    @Test
    void anUpgradeToHttp2IsNotTaken(Api api) throws IOException {
        try (var connection = new Socket("127.0.0.1", api.server().uri("/").getPort())) {
            connection
                    .getOutputStream()
                    .write(
                            ("GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, HTTP2-Settings, close\r\n"
                                            + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            var status = new String(connection.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(status).isEqualTo("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "POST"})
    void noBodyOfAStrangerIsWaitedFor(String method, Api api) throws IOException {
        try (var connection = new Socket("127.0.0.1", api.server().uri("/").getPort())) {
            connection.setSoTimeout(10_000);
            connection
                    .getOutputStream()
                    .write((method + " " + Api.BASE + Pair.PATH
                                    + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                    + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(connection.getInputStream().read()).isEqualTo('H');
        }
    }

    private static Answer get(Api api, String path) {
        return api.as(null).sendTo("GET", api.server().uri(path), request -> request);
    }
}
