package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mvn -Pguides verify}: the guide of nginx, with the machine's nginx in front of two nodes on PostgreSQL. */
@EnabledIfSystemProperty(named = "guides", matches = "true", disabledReason = "only -Pguides runs the guides")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NginxIT {

    private static final int SITES = 4;
    private static final int ROUNDS = 30;
    private static final String FORGED = "203.0.113.9";
    private static final String ERROR = "/components/schemas/ErrorResponse";
    /** A caller at another address than nginx's. It prints the body and, on a line of its own, the status. */
    private static final String CURL =
            "c() { curl --silent --show-error --interface 127.0.0.2 --cacert /etc/nginx/ors.crt"
                    + " --write-out '\\n%{http_code}' \"$@\"; }\n"
                    + "x() { head -c \"$1\" /dev/zero | tr '\\0' x; }\n"
                    + "BASE=https://ors.example.org/ec-ors-svc/rest\n";

    @TempDir
    static Path directory;

    private static Database database;
    private static Nodes nodes;
    private static Nginx nginx;
    private static Api api;
    private static SampleStudy study;
    private static Map<String, String> environment;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(Nginx.isThere(), "nginx is not on the PATH");
        var home = Path.of("target", "it", "nginx-" + System.nanoTime()).toAbsolutePath();
        database = Database.postgres(home);
        var settings = new HashMap<>(database.settings());
        settings.put("ORS_TRUSTED_PROXIES", "127.0.0.1");
        settings.put("ORS_CONNECTOR_URLS", RunningService.CONNECTOR_AWAY);
        nodes = new Nodes(home, 2, settings);
        nginx = new Nginx(directory.resolve("nginx"), nodes.port(0), nodes.port(1));
        api = nginx.api(nodes.tokens());
        study = SampleStudy.in(api);
        Pair.registered(api, study);
        environment = Map.of(
                "TOKEN", nodes.tokens().with(Api.ALL_RIGHTS),
                "STUDY", study.studyId,
                "SUBJECT", study.subjectId,
                "ITEM", study.monitor);
    }

    @AfterAll
    static void stop() throws IOException {
        if (nginx != null) {
            nginx.close();
        }
        if (nodes != null) {
            nodes.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    @Order(1)
    void theGuidesMainJobGivesAPair() throws IOException, InterruptedException {
        assertThat(nginx.countCommands()).isEqualTo(5);
        assertThat(nginx.run(2, environment)).contains("\"accessId\":", "\"otp\":");
        assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);
    }

    @Test
    @Order(1)
    void theTrailHasTheCallersAddressAndNotWhatItWrote() throws IOException, InterruptedException, SQLException {
        var forged = "-H 'X-Forwarded-For: " + FORGED + "' -H 'Forwarded: for=" + FORGED + "' -H 'X-Real-IP: " + FORGED
                + "' ";
        call(200, "-X PUT " + forged + recreation());
        var written = database.rows("SELECT peer_address FROM audit_record WHERE study_id = CAST('" + study.studyId
                + "' AS uuid) AND action = 'RECREATE_ACCESS_CODE' ORDER BY occurred_at DESC LIMIT 1");
        assertThat(written).containsExactly(List.of("127.0.0.2"));
        assertThat(api.get(study.path() + "/audit").body()).doesNotContain(FORGED);
    }

    @Test
    @Order(1)
    void aTokenOf20KilobytesPasses() {
        var claims = new JWTClaimsSet.Builder(
                        nodes.tokens().claims(Api.ALL_RIGHTS).build())
                .claim("padding", "x".repeat(15_000))
                .build();
        var token = nodes.tokens().signed(claims);
        assertThat(token.length()).isBetween(20_000, 24_576);
        assertThat(api.as(token).put(study.accessCodePath(study.monitor)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | ORS_400_01 | -H 'Host:' $BASE/x",
                "400 | ORS_400_01 | http://localhost:${BASE_PORT}/",
                "404 | ORS_404_02 | https://ors.example.org/nothing",
                "404 | ORS_404_02 | https://ors.example.org/ec-ors-svc/metrics",
                "404 | ORS_404_02 | https://ors.example.org/health/ready",
                "405 | ORS_405_01 | -X TRACE $BASE/x",
                "413 | ORS_413_01 | --data-binary @<(x 9000) $BASE/mhealth/api/deviceBootstrap",
                "413 | ORS_413_01 | -H 'Transfer-Encoding: chunked' --data-binary @<(x 9000) $BASE/mhealth/api/deviceBootstrap",
                "413 | ORS_413_01 | -X PUT -H 'Content-Length: 67108865' -d x $BASE/v1.0/studies/x/active/study-data",
                "414 | ORS_414_01 | $BASE/$(x 9000)",
                "414 | ORS_414_01 | $BASE/$(x 40000)",
                "431 | ORS_431_01 | -H \"X-Long: $(x 25000)\" $BASE/x",
                "431 | ORS_431_01 | -H \"X-Long: $(x 40000)\" $BASE/x",
                "501 | ORS_501_01 | -X PUT -H 'Transfer-Encoding: gzip' -d x $BASE/x",
                "401 | ORS_401_01 | $BASE/v1.0/studies"
            })
    void anErrorHasTheOneBodyWhoeverMakesIt(int status, String code, String request)
            throws IOException, InterruptedException {
        var body = call(status, request.replace("${BASE_PORT}", Integer.toString(nginx.port)));
        assertThat(OpenApi.published().problems(ERROR, body)).isEmpty();
        assertThat(body).contains("\"" + code + "\"");
    }

    @Test
    @Order(1)
    void studyDataMayBeLarge() {
        var padded = study.document(true).replace("\n", " ".repeat(50_000) + "\n");
        assertThat(padded.length()).isGreaterThan(1_000_000);
        assertThat(api.put(study.path() + "/study-data", padded).status()).isEqualTo(200);
    }

    @Test
    @Order(1)
    void whatTheOthersReadIsPassedOn() throws IOException, InterruptedException {
        for (var path : List.of("/openapi", "/ec-ors-svc/docs/", "/ec-ors-svc/site/", "/ec-ors-svc/phone/")) {
            call(200, "https://ors.example.org" + path);
        }
        assertThat(call(302, "--head https://ors.example.org/")).contains("Location: /ec-ors-svc/");
        assertThat(call(301, "--head https://ors.example.org/ec-ors-svc/docs"))
                .contains("docs/")
                .doesNotContain("http://");
    }

    /** Each 503 would be a failure of its node if nginx counted it. */
    @Test
    @Order(2)
    void aDeadConnectorDoesNotHarmOtherStudies() {
        var remote = new SampleStudy("active");
        remote.putRemote(api, RunningService.CONNECTOR_AWAY);
        int away = 0;
        for (int i = 0; i < 20; i++) {
            var answer = remote.registerMonitor(api);
            assertThat(answer.status()).isEqualTo(503);
            away += answer.errorCode().equals("ORS_503_01") ? 1 : 0;
            assertThat(api.put(study.accessCodePath(study.monitor)).status()).isEqualTo(200);
        }
        assertThat(away).as("answers for the connector").isGreaterThan(10);
    }

    @Test
    @Order(3)
    void aNodeThatIsTakenOutIsNotAsked() throws IOException, InterruptedException {
        nginx.run(3, environment);
        awaitNewWorkers();
        var before = nginx.accessLog();
        for (int i = 0; i < 20; i++) {
            assertThat(api.put(study.accessCodePath(study.monitor)).status()).isEqualTo(200);
        }
        var meanwhile = nginx.accessLog().substring(before.length());
        assertThat(meanwhile).contains(":" + nodes.port(1)).doesNotContain(":" + nodes.port(0));
        nginx.run(4, environment);
        awaitNewWorkers();
    }

    /** The old ones end when their connections are idle. */
    private static void awaitNewWorkers() throws InterruptedException {
        Thread.sleep(1_000);
    }

    @Test
    @Order(4)
    void aClientThatRetriesOnceSeesNoErrorWhenANodeIsStoppedOrKilled() throws SQLException, InterruptedException {
        var client = new RetryingOnce(api);
        var sites = IntStream.range(0, SITES)
                .mapToObj(i -> new BusySite(api, client))
                .toList();
        var load = new Load(sites);
        try {
            load.await(ROUNDS);
            underLoad("SIGTERM", nodes::stop, 0, load, client);
            underLoad("SIGKILL", nodes::kill, 1, load, client);
        } finally {
            load.stop();
        }
        for (var busy : sites) {
            assertThat(busy.site.errors()).isEmpty();
            assertThat(busy.site.unanswered()).isZero();
            try (var connection = database.connect()) {
                StateAndTrail.requireToAgree(connection, busy.site);
            }
            assertThat(api.get(busy.site.study.path() + "/audit/verification")
                            .json()
                            .getBoolean("valid"))
                    .isTrue();
        }
    }

    private interface End {
        void of(int node);
    }

    private static void underLoad(String signal, End end, int node, Load load, RetryingOnce client)
            throws InterruptedException {
        client.seen();
        var start = Instant.now();
        end.of(node);
        var ended = Duration.between(start, Instant.now());
        load.await(ROUNDS);
        nodes.start(node);
        load.await(ROUNDS);
        report(signal + " of node " + node, ended, client);
    }

    private static void report(String what, Duration ended, RetryingOnce client) {
        ReliabilityReport.add(
                "nginx, " + SITES + " sites that retry once: " + what,
                "it ended after " + ended.toMillis() + " ms; " + client.seen());
    }

    @Test
    @Order(5)
    void nothingSecretIsInALogOrAFile() throws IOException {
        var token = environment.get("TOKEN");
        for (var log : List.of(nginx.accessLog(), nginx.errorLog())) {
            assertThat(log).doesNotContain("Bearer", "Basic", token.substring(token.lastIndexOf('.')));
        }
        assertThat(nginx.accessLog()).contains("/access-code\" 200").doesNotContain("?", SampleStudy.M_SUBJECT_ID);
        assertThat(nginx.bodyOnDisk()).isEmpty();
    }

    @Test
    @Order(6)
    void withoutANodeTheAnswerIs503AndSoonGoodAgain() throws InterruptedException {
        nodes.kill(0);
        nodes.kill(1);
        for (int i = 0; i < 4; i++) {
            var away = api.put(study.accessCodePath(study.monitor));
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.errorCode()).isEqualTo("ORS_503_02");
            assertThat(away.header("Retry-After")).isEqualTo("2");
        }
        nodes.start(0);
        Thread.sleep(2_000);
        assertThat(api.put(study.accessCodePath(study.monitor)).status()).isEqualTo(200);
    }

    @Test
    @Order(7)
    void whileANodeIsAwayTheOthers503ReachesTheCallerInItsOwnWords() {
        var remote = new SampleStudy("active");
        remote.putRemote(api, RunningService.CONNECTOR_AWAY);
        for (int i = 0; i < 4; i++) {
            assertThat(remote.registerMonitor(api).errorCode()).isEqualTo("ORS_503_01");
        }
    }

    private static String recreation() {
        return "-H \"Authorization: Bearer $TOKEN\" \"$BASE" + study.accessCodePath(study.monitor) + "\"";
    }

    /** Calls by curl, and returns the body. */
    private static String call(int status, String request) throws IOException, InterruptedException {
        var printed = nginx.shell(environment, CURL + "c " + request);
        int end = printed.lastIndexOf('\n');
        assertThat(printed.substring(end + 1)).as(printed).isEqualTo(Integer.toString(status));
        return printed.substring(0, end);
    }
}
