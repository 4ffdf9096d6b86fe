package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each server promises, whatever its make, and what the differences of {@link Difference} look like. */
@ExtendWith(RunningService.class)
class EveryServerIT {

    @Test
    void aPathParameterAfterASlashIsAnotherPath(Api api) throws IOException {
        assumeTrue(Difference.PATH_PARAMETER_AFTER_A_SLASH.isHere());
        assertThat(raw(api, "/v1.0/audit/;x").status()).isEqualTo(404);
    }

    @Test
    void anEncodedDotSegmentIsRefused(Api api) throws IOException {
        assumeTrue(Difference.ENCODED_DOT_SEGMENT.isHere());
        assertThat(raw(api, "/%2e%2e/x").status()).isEqualTo(400);
    }

    /** A fault of Open Liberty: it reads them for its own security audit. Nothing is done. */
    @Test
    void basicCredentialsWithoutAColonFailBeforeTheApplication(Api api) throws IOException {
        assumeTrue(Difference.BASIC_WITHOUT_A_COLON.isHere());
        var uri = api.server().uri(Api.BASE + Pair.PATH);
        try (var connection = new RawHttp(uri.getPort())) {
            assertThat(connection
                            .exchange(RawHttp.request("POST", uri.getRawPath(), "Basic QUJDMTIz"))
                            .status())
                    .isEqualTo(500);
        }
    }

    @Test
    void anEmptyParameterOfAcceptIsNone(Api api) {
        assumeTrue(Difference.EMPTY_PARAMETER_OF_ACCEPT.isHere());
        var study = SampleStudy.in(api);
        var answer = api.send(
                "GET",
                study.subjectPath() + "/devices",
                request -> request.header("Accept", "application/json;charset="));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void theApiIsDescribedByTheServer(Api api) {
        assumeTrue(Difference.API_DESCRIPTION.isHere());
        var answer = api.as(null).sendTo("GET", api.server().uri("/openapi"), request -> request);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("/v1.0/studies/{studyId}");
    }

    @Test
    void aDirectoryIsFoundWithoutItsSlash(Api api) {
        assumeTrue(Difference.REDIRECTION.isHere());
        var answer = api.as(null).sendTo("GET", api.server().uri("/ec-ors-svc/docs"), request -> request);
        assertThat(answer.status()).isIn(301, 302, 307, 308);
        assertThat(answer.header("Location")).endsWith("/ec-ors-svc/docs/");
    }

    /** Stop, settings check, and what a start with another process at its port does. */
    @Test
    void aNodeStopsBySigtermAndAStartWithABadSettingNamesIt() {
        var home = Path.of("target", "it", "every-server-" + System.nanoTime()).toAbsolutePath();
        var tokens = new Tokens();
        Map<String, String> settings = new HashMap<>();
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKeys(home));
        var server = Server.launch(home, settings).awaitReady();
        assertThat(SampleStudy.in(new Api(server, tokens))).isNotNull();
        server.terminate();
        assertThat(server.awaitExit(Duration.ofSeconds(60))).isEqualTo(143);

        settings.put("ORS_OTP_TTL", "soon");
        var refused = Server.launch(home, settings);
        assertThat(refused.awaitExit(Duration.ofSeconds(60))).isEqualTo(1);
        assertThat(refused.logged()).contains("ec-ors-svc does not start: ORS_OTP_TTL");
    }

    private static RawHttp.Reply raw(Api api, String path) throws IOException {
        var uri = api.server().uri(Api.BASE + "/");
        try (var connection = new RawHttp(uri.getPort())) {
            return connection.exchange(RawHttp.head(
                    "GET",
                    Api.BASE + path,
                    "Connection: close",
                    "Authorization: Bearer " + api.tokens().with(Api.ALL_RIGHTS)));
        }
    }
}
