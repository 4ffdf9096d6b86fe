package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each server promises, whatever its make, and what the differences of {@link Difference} look like. */
@OnOneDatabase("postgresql")
@ExtendWith(RunningService.class)
class EveryServerIT {

    private static final Duration A_START_IS_REFUSED = Duration.ofSeconds(60);
    private static final Duration A_DEPLOYMENT_FAILS = Duration.ofSeconds(180);
    /** Longer than a busy machine needs, shorter than any server waits for a body. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private static final Duration A_DRIP = Duration.ofSeconds(1);
    /** 20 s, and what a busy machine needs. */
    private static final Duration A_DRIP_IS_WAITED_FOR = Duration.ofSeconds(35);
    /** The size of the pool. */
    private static final int CONNECTIONS = 32;

    private static final int CALLERS = 48;

    @Test
    void aPathParameterAfterASlashIsAnotherPath(Api api) throws IOException {
        assumeTrue(Difference.PATH_PARAMETER_AFTER_A_SLASH.isHere());
        assertThat(raw(api, "/v1.0/audit/;x").status()).isEqualTo(404);
    }

    @Test
    void aSegmentOfAPathParameterAloneIsRefusedByTheServer(Api api) throws IOException {
        assumeTrue(Difference.SEGMENT_OF_A_PATH_PARAMETER.isHere());
        assertThat(raw(api, "/v1.0/studies/;/x/active/devices").status()).isEqualTo(400);
    }

    /**
     * Over HTTP/2 a server may collect a body before the application sees the request. It would answer with the head of a frame
     * of settings (RFC 9113, section 3.4), and not with a line of text, or nothing.
     */
    @Test
    void http2IsNotSpokenToWhoKnowsItBefore(Api api) throws IOException {
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), api.server().uri("/").getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(9), StandardCharsets.US_ASCII);
            assertThat(answer).matches("|HTTP/.*");
        }
    }

    /** A JAX-RS engine may read a form before anybody is asked who it is, and so wait for what a stranger does not send. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "APPLICATION/X-WWW-Form-Urlencoded ;charset=x",
                "multipart/form-data; boundary=x",
                "text/plain"
            })
    void nobodyWaitsForTheBodyOfAStranger(String type, Api api) throws IOException {
        for (var path : List.of(Pair.PATH, "/v1.0/studies/x/active/study-data", "/no/such/path")) {
            try (var connection = answeringAtOnce(api)) {
                connection.send(RawHttp.head("POST", Api.BASE + path, "Content-Type: " + type, "Content-Length: 1"));
                assertThat(connection.receive().status()).as(path).isEqualTo(401);
            }
        }
    }

    /** Neither pages of the server, nor its consoles, nor what it adds to each application. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/favicon.ico",
                "/metrics",
                "/console",
                "/management",
                "/jmx",
                "/ibm/api/explorer",
                "/adminCenter",
                "/asadmin",
                "/ec-ors-svc/ibm_security_logout",
                "/ec-ors-svc/ibm_security_logout?logoutExitPage=https://evil.example",
                "/ec-ors-svc/rest/v1.0/ibm_security_logout",
                "/ec-ors-svc/rest/v1.0/%69bm_security_logout",
                "/ec-ors-svc/rest/x;ibm_security_logout",
                "/ec-ors-svc/rest/v1.0/ibm_security_logout/x",
                "/ec-ors-svc/j_security_check",
                "/ec-ors-svc/j_security_check?error_page=https://evil.example",
                "/ec-ors-svc/WEB-INF/web.xml",
                "/ec-ors-svc/META-INF/MANIFEST.MF"
            })
    void theServerItselfHasNothingForAStranger(String path, Api api) throws IOException {
        for (var method : List.of("GET", "POST", "TRACE")) {
            try (var connection = answeringAtOnce(api)) {
                var answer = connection.exchange(RawHttp.head(method, path, "Connection: close", "Content-Length: 0"));
                assertThat(answer.status()).as(method + " " + path).isBetween(400, 599);
            }
        }
    }

    @Test
    void theRootIsNoPageOfTheServer(Api api) throws IOException {
        try (var connection = answeringAtOnce(api)) {
            assertThat(connection
                            .exchange(RawHttp.head("GET", "/", "Connection: close"))
                            .status())
                    .isNotEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jboss-remoting", "websocket", "h2c"})
    void noConnectionIsUpgraded(String protocol, Api api) throws IOException {
        for (var path : List.of("/", Api.BASE + "/v1.0/studies")) {
            try (var connection = answeringAtOnce(api)) {
                var answer = connection.exchange(RawHttp.head(
                        "GET",
                        path,
                        "Connection: Upgrade, HTTP2-Settings",
                        "Upgrade: " + protocol,
                        "HTTP2-Settings: AAMAAABkAAQAAP__",
                        "Sec-JbossRemoting-Key: MDEyMzQ1Njc4OTAxMjM0NQ==",
                        "Sec-WebSocket-Key: MDEyMzQ1Njc4OTAxMjM0NQ==",
                        "Sec-WebSocket-Version: 13"));
                assertThat(answer.status()).as(path).isNotEqualTo(101);
            }
        }
    }

    /** Each byte comes soon after the last: whoever waits for the next byte alone waits for ever. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHeadOrABodyThatDripsIsNotWaitedForWithoutEnd(boolean isHeadComplete, Api api)
            throws IOException, InterruptedException {
        assumeFalse(Server.isOn(Server.PAYARA_MICRO) && Scale.isSmall(), "it takes 20 s");
        assumeFalse(!isHeadComplete && Difference.HEAD_THAT_DRIPS.isHere(), "only a proxy ends it");
        var study = SampleStudy.in(api);
        var head = RawHttp.head(
                "POST",
                Api.BASE + study.subjectPath() + "/register-device",
                "Authorization: Bearer " + api.tokens().with(Api.ALL_RIGHTS),
                "Content-Type: application/json",
                "Content-Length: 100");
        try (var connection = new RawHttp(api.server().uri("/").getPort(), A_DRIP_IS_WAITED_FOR.multipliedBy(2))) {
            connection.send(isHeadComplete ? head : Arrays.copyOf(head, head.length / 2));
            var answerOrEnd = CompletableFuture.supplyAsync(() -> catchThrowable(connection::receive));
            var end = Instant.now().plus(A_DRIP_IS_WAITED_FOR);
            while (!answerOrEnd.isDone()) {
                assertThat(Instant.now()).isBefore(end);
                Thread.sleep(A_DRIP.toMillis());
                sendUnlessEnded(connection, "x");
            }
        }
    }

    private static void sendUnlessEnded(RawHttp connection, String drip) {
        try {
            connection.send(drip.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException ended) {
            // The reader sees it, too.
        }
    }

    @Test
    void aNodeHasRehearsedTheRecreationBeforeItIsReady(Api api) {
        assertThat(api.server().logged()).doesNotContain("could not be rehearsed");
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
    void aLineFeedAloneEndsTheChangeReason(Api api) throws IOException {
        assumeTrue(Difference.LINE_FEED_ENDS_A_HEADER.isHere());
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        assertThat(ChangeReasonIT.sendRaw(api, study, "lost\nX-Other: 1")).isEqualTo(200);
        assertThat(ChangeReasonIT.newest(api, study).getString("changeReason")).isEqualTo("lost");
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

    /** A stop under load, with a request in flight, is in {@link KillIT}. */
    @Test
    void aNodeStopsBySigtermAndAStartWithABadSettingNamesIt() throws IOException {
        assumeFalse(Server.isOn(Server.PAYARA_MICRO) && Scale.isSmall(), "OtherMachinesIT and StartRefusalIT show it");
        var home = Path.of("target", "it", "every-server-" + System.nanoTime()).toAbsolutePath();
        var tokens = new Tokens();
        Map<String, String> settings = new HashMap<>();
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKeys(home));
        var server = Server.launch(home, settings).awaitReady();
        assertThat(SampleStudy.in(new Api(server, tokens))).isNotNull();
        server.terminate();
        assertThat(server.awaitExit(A_START_IS_REFUSED)).isEqualTo(143);
        assertThatPayaraServerLogsToTheConsoleAlone(home);

        var checked = Server.check(home, settings);
        assertThat(checked.awaitExit(A_START_IS_REFUSED)).isZero();
        assertThat(lastLine(checked)).isEqualTo("ec-ors-svc: settings, keys and database are in order");

        settings.put("ORS_OTP_TTL", "soon");
        var refusedCheck = Server.check(home, settings);
        assertThat(refusedCheck.awaitExit(A_START_IS_REFUSED)).isEqualTo(1);
        assertThat(lastLine(refusedCheck)).startsWith("ec-ors-svc does not start: ORS_OTP_TTL ");
        var refused = Server.launch(home, settings);
        assertThat(refused.awaitExit(A_START_IS_REFUSED)).isEqualTo(1);
        assertThat(lastLine(refused)).startsWith("ec-ors-svc does not start: ORS_OTP_TTL ");
    }

    /** Its own log also took the lines of the console, so at some starts it took its own lines, without end. */
    private static void assertThatPayaraServerLogsToTheConsoleAlone(Path home) throws IOException {
        if (Server.isOn(Server.PAYARA)) {
            try (var files = Files.walk(home)) {
                assertThat(files.filter(file -> file.toString().contains("/logs/server.log")))
                        .allSatisfy(file -> assertThat(file).isEmptyFile());
            }
        }
    }

    @Test
    void aDeploymentThatFailsEndsTheProcessOrIsNeverReady() throws IOException {
        assumeFalse(Server.isOn(Server.PAYARA_MICRO) && Scale.isSmall(), "it takes 20 s");
        var home = Path.of("target", "it", "not-deployed-" + System.nanoTime()).toAbsolutePath();
        var server = Server.launch(
                home,
                Map.of(
                        "MP_JWT_VERIFY_ISSUER", Tokens.ISSUER,
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION", new Tokens().publishKeys(home),
                        "ORS_BUILD_DIR", buildWithABrokenWar(home).toString()));
        if (Difference.FAILED_DEPLOYMENT.isHere()) {
            Waiting.until(A_DEPLOYMENT_FAILS, () -> server.logged().contains("web.xml"));
            var end = Instant.now().plus(AT_ONCE);
            while (Instant.now().isBefore(end)) {
                assertThat(server.isReady()).isFalse();
            }
            assertThat(server.isRunning()).isTrue();
            server.terminate();
            assertThat(server.awaitExit(A_START_IS_REFUSED)).isEqualTo(143);
        } else {
            assertThat(server.awaitExit(A_DEPLOYMENT_FAILS)).isEqualTo(1);
            assertThat(lastLine(server)).startsWith("ec-ors-svc does not start: the server could not deploy it");
        }
    }

    private static Path buildWithABrokenWar(Path home) throws IOException {
        var built = Path.of("target").toAbsolutePath();
        var broken = Files.createDirectories(home.resolve("build"));
        Files.createSymbolicLink(broken.resolve("server"), built.resolve("server"));
        Files.createSymbolicLink(broken.resolve("ec-ors-svc"), built.resolve("ec-ors-svc"));
        var war = Files.copy(built.resolve("ec-ors-svc.war"), broken.resolve("ec-ors-svc.war"));
        try (var entries = FileSystems.newFileSystem(war)) {
            Files.writeString(entries.getPath("WEB-INF/web.xml"), "<web-app");
        }
        return broken;
    }

    private static String lastLine(Server server) {
        var lines = server.logged().strip().lines().toList();
        return lines.get(lines.size() - 1);
    }

    /** All connections wait for a lock, until those who found none are answered. */
    @Test
    void whoFindsNoFreeConnectionMayTryLater(Api api, Database database) throws SQLException {
        assumeTrue(database.isPostgres());
        assumeFalse(Server.isOn(Server.PAYARA_MICRO) && Scale.isSmall(), "it takes 6 s");
        var study = SampleStudy.in(api);
        try (var connection = database.connect();
                var race = new Race(CALLERS)) {
            connection.setAutoCommit(false);
            try (var lock = connection.createStatement()) {
                lock.execute("LOCK TABLE subject IN ACCESS EXCLUSIVE MODE");
            }
            var missing = new AtomicInteger(CALLERS - CONNECTIONS);
            var answers = race.run(() -> {
                var answer = api.get(study.subjectPath() + "/devices");
                if (answer.status() != 200 && missing.decrementAndGet() == 0) {
                    connection.rollback();
                }
                return answer;
            });
            assertThat(answers).extracting(Answer::status).contains(200).containsOnly(200, 503);
            var refused =
                    answers.stream().filter(answer -> answer.status() == 503).toList();
            assertThat(refused).hasSizeGreaterThanOrEqualTo(CALLERS - CONNECTIONS);
            assertThat(refused).extracting(Answer::errorCode).containsOnly("ORS_503_02");
            assertThat(refused)
                    .extracting(answer -> answer.header("Retry-After"))
                    .doesNotContainNull();
        }
        assertThat(api.get(study.subjectPath() + "/devices").status()).isEqualTo(200);
    }

    private static RawHttp answeringAtOnce(Api api) throws IOException {
        return new RawHttp(api.server().uri("/").getPort(), AT_ONCE);
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
