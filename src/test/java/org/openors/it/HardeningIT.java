package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Payara offers by default and this service turns off. A boot command that turns it off may fail, and the server starts all the same. */
@ExtendWith(RunningService.class)
class HardeningIT {

    private static final Duration LESS_THAN_THE_SERVER_WAITS_FOR_A_BODY = Duration.ofSeconds(10);

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
        assertThat(get(api, path).status()).isEqualTo(401);
        var withAToken = api.sendTo("GET", api.server().uri(path), request -> request);
        assertThat(withAToken.status()).isEqualTo(404);
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
        try (var connection = new RawHttp(api.server().uri("/").getPort())) {
            var answer = connection.exchange(RawHttp.head(
                    "GET",
                    "/health/ready",
                    "Connection: Upgrade, HTTP2-Settings, close",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__"));
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "POST"})
    void aCallerWithoutATokenIsAnsweredBeforeItsBodyHasCome(String method, Api api) throws IOException {
        try (var connection = new RawHttp(api.server().uri("/").getPort(), LESS_THAN_THE_SERVER_WAITS_FOR_A_BODY)) {
            connection.send(
                    RawHttp.head(method, Api.BASE + Pair.PATH, "Connection: close", "Transfer-Encoding: chunked"));
            connection.send("1\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(connection.receive().status()).isIn(200, 401);
        }
    }

    /** The HTTP layer waits 30 s for each byte, and would wait as long again before it gives up. */
    @Test
    @EnabledIfSystemProperty(named = Scale.SIZE, matches = "ci|full", disabledReason = "it takes 20 s")
    void aBodyThatDoesNotComeInTwentySecondsIsRefused(Api api) throws IOException {
        var study = SampleStudy.in(api);
        try (var connection = new RawHttp(api.server().uri("/").getPort())) {
            long start = System.nanoTime();
            connection.send(RawHttp.head(
                    "POST",
                    Api.BASE + study.subjectPath() + "/register-device",
                    "Authorization: Bearer " + api.tokens().with(Api.ALL_RIGHTS),
                    "Content-Type: application/json",
                    "Content-Length: 10"));
            connection.send("{".getBytes(StandardCharsets.US_ASCII));
            var refused = connection.receive();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(19), Duration.ofSeconds(29));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.member("errorCode")).isEqualTo("ORS_400_01");
            assertThat(refused.header("Connection")).isEqualTo("close");
        }
    }

    private static Answer get(Api api, String path) {
        return api.as(null).sendTo("GET", api.server().uri(path), request -> request);
    }
}
