package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.openors.simulator.MHealthSimulator;

/** A server whose pool has one connection: a request that needs a second one at the same time fails. */
@OnOneDatabase("postgresql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneConnectionIT {

    static final List<OpenApi.Route> ROUTES = OpenApi.published().routes();

    private static final int RECORDS = 20_000;

    private final Path home = Path.of(
                    "target", "it", System.getProperty("ors.it.database", "h2"), "one-connection-" + System.nanoTime())
            .toAbsolutePath();

    private Database database;
    private Server server;
    private Api api;
    private SampleStudy study;
    private MHealthSimulator connector;

    @BeforeAll
    void start() {
        database = Database.ofThisRun(home);
        connector = new MHealthSimulator();
        var tokens = new Tokens();
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKeys(home));
        settings.put("ORS_CONNECTOR_URLS", connector.url());
        settings.put("ORS_CONNECTOR_READ_TIMEOUT", "PT60S");
        settings.put("ORS_CONNECTOR_TIMEOUT", "PT60S");
        server = Server.launchWithOneConnection(home, settings).awaitReady();
        api = new Api(server, tokens);
        study = SampleStudy.in(api);
        study.registerMonitor(api);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        connector.close();
        database.close();
    }

    @ParameterizedTest
    @FieldSource("ROUTES")
    void eachOperationNeedsOneConnectionOnly(OpenApi.Route route) {
        study.registerMonitor(api);

        assertThat(succeeded(route).status()).isIn(200, 204);
        assertThat(api.as(null)
                        .send(route.method(), path(route), request -> request)
                        .status())
                .isEqualTo(401);
        assertThat(api.send(route.method(), path(route) + "?x", request -> request.header("Accept", "image/png"))
                        .status())
                .isLessThan(500);
    }

    /** Two clients ask for all records and take none of them. */
    @Test
    void aClientThatDoesNotReadHoldsNoConnectionAndAThirdIsToldToComeBack() throws Exception {
        var large = SampleStudy.in(api);
        new Trail(database, large).fill(RECORDS);
        try (var first = export(large).body();
                var second = export(large).body()) {
            assertThat(first.read()).isPositive();
            assertThat(second.read()).isPositive();

            assertThat(api.put(study.accessCodePath(study.monitor)).status()).isEqualTo(200);
            assertThat(api.get(large.path() + "/audit?limit=1").status()).isEqualTo(200);
            for (var whole : List.of("/audit/verification", "/audit/archive")) {
                var answer = api.get(large.path() + whole);
                assertThat(answer.errorCode()).isEqualTo("ORS_503_02");
                assertThat(answer.header("Retry-After")).isNotNull();
            }
            assertThat(export(large).statusCode()).isEqualTo(503);
        }
        // The server notices at its next write that a client has gone.
        Waiting.until(
                Duration.ofSeconds(60),
                () -> api.get(large.path() + "/audit/verification").status() == 200);
        assertThat(api.send("HEAD", large.path() + "/audit/archive", request -> request)
                        .status())
                .isEqualTo(200);
        assertThat(api.get(large.path() + "/audit/archive").status()).isEqualTo(200);
    }

    /** It has its sixteen places, which cost others no connection and no thread; the next caller is told at once. */
    @Test
    void aConnectorThatNeverAnswersHoldsUpNobodyElse() throws InterruptedException {
        var dead = connector.url() + "/of/" + SampleStudy.id();
        var waiting = IntStream.range(0, 16).mapToObj(i -> studyAt(dead)).toList();
        var next = studyAt(dead);
        var other = studyAt(connector.url());
        var turn = new AtomicInteger();
        CompletableFuture<List<Integer>> hanging;
        try (var race = new Race(16);
                var others = new Race(8)) {
            try (var held =
                    connector.hold("PUT " + dead.substring(connector.url().length()), 16)) {
                hanging = CompletableFuture.supplyAsync(
                        () -> race.run(() -> recreate(waiting.get(turn.getAndIncrement()))));
                assertThat(held.await()).isTrue();
                assertThat(recreate(next)).isEqualTo(503);
                assertThat(others.run(64, () -> recreate(study))).containsOnly(200);
                assertThat(recreate(other)).isEqualTo(200);
                assertThat(hanging).isNotDone();
            }
            assertThat(hanging.join()).containsOnly(200);
        }
        assertThat(recreate(next)).isEqualTo(200);
    }

    /** The server has an only connection for the two operations, too: neither holds it while the connector works. */
    @Nested
    class LateAnswers extends LateConnectorAnswers {

        LateAnswers() {
            super(OneConnectionIT.this.api, OneConnectionIT.this.connector);
        }
    }

    private SampleStudy studyAt(String url) {
        var remote = new SampleStudy("active");
        remote.putRemote(api, url);
        var registered = remote.registerMonitor(api);
        assertThat(registered.status()).as(registered.body()).isEqualTo(200);
        return remote;
    }

    private int recreate(SampleStudy of) {
        return api.put(of.accessCodePath(of.monitor)).status();
    }

    private HttpResponse<InputStream> export(SampleStudy of) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.uri(Api.BASE + of.path() + "/audit"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", "text/csv")
                .header("Authorization", "Bearer " + api.tokens().with("AuditGet"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    }

    private Answer succeeded(OpenApi.Route route) {
        if (route.path().equals("/mhealth/api/deviceBootstrap")) {
            return Pair.recreated(api, study).redeem(api);
        }
        var query = route.path().contains("{inventoryId}") ? "?mSubjectId=" + SampleStudy.M_SUBJECT_ID : "";
        var body = RouteSpellingIT.body(study, route);
        return api.send(
                route.method(),
                path(route) + query,
                request -> body == null
                        ? request
                        : request.header("Content-Type", "application/json")
                                .method(route.method(), BodyPublishers.ofString(body)));
    }

    private String path(OpenApi.Route route) {
        return RouteSpellingIT.path(study, route);
    }
}
