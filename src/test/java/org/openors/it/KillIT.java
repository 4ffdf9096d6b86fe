package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** What survives the end of the process, by SIGKILL and by SIGTERM. The embedded database is the one that {@code start} makes. */
@Tag("reliability")
@EnabledIfSystemProperty(named = Scale.SIZE, matches = "ci|full", disabledReason = "it takes 40 s")
@OnOneDatabase("h2")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(RunningService.class)
class KillIT {

    private static final int SERVERS = Scale.isFull() ? 2 : 1;
    private static final int SITES = 4;
    private static final int MOST_ROUNDS_BEFORE_A_KILL = 40;
    private static final Duration LONGER_THAN_PAYARA_WAITS_BY_DEFAULT = Duration.ofSeconds(3);

    private static List<Nodes> servers;
    private static List<Database> databases;

    /** Two servers that know nothing of each other: most of a start is the work of one core, so two use both. */
    @BeforeAll
    static void start(Database ofTheRun) {
        servers = new ArrayList<>();
        databases = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            var home = Path.of("target", "it", "kill-" + System.nanoTime()).toAbsolutePath();
            var settings = new HashMap<>(ofTheRun.isPostgres() ? ofTheRun.settings() : Map.of());
            servers.add(new Nodes(home, 1, settings));
            databases.add(ofTheRun.isPostgres() ? ofTheRun : Database.madeByStart(home));
        }
    }

    @AfterAll
    static void stop() {
        servers.forEach(Nodes::close);
    }

    @Test
    @Order(1)
    void afterKill9UnderLoadNothingAcknowledgedIsLostAndTheTrailAgreesWithTheState() {
        int kills = Scale.isFull() ? 200 : 2;
        var next = new AtomicInteger();
        int acknowledged;
        try (var all = new Race(SERVERS)) {
            acknowledged = all.run(() -> killUnderLoad(next.getAndIncrement(), kills / SERVERS)).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }
        ReliabilityReport.add(
                "kill -9 under load, " + kills + " times",
                acknowledged + " acknowledged changes, none lost; state and trail agree");
    }

    /** @return how many changes were acknowledged */
    private static int killUnderLoad(int which, int kills) throws SQLException, InterruptedException {
        var server = servers.get(which);
        long seed = System.nanoTime();
        var random = new Random(seed);
        var sites = IntStream.range(0, SITES)
                .mapToObj(i -> new Site(server.api(0), call -> server.ask(0, 1, call)))
                .toList();
        for (int kill = 0; kill < kills; kill++) {
            var load = new Load(sites).await(1 + random.nextInt(MOST_ROUNDS_BEFORE_A_KILL));
            server.kill(0);
            load.stop();
            try (var database = databases.get(which).connect()) {
                for (var site : sites) {
                    assertThat(site.errors()).as("kill %d, seed %d", kill, seed).isEmpty();
                    StateAndTrail.requireToAgree(database, site);
                }
            }
            server.start(0);
        }
        for (var site : sites) {
            assertThat(Pair.recreated(server.api(0), site.study)
                            .redeem(server.api(0))
                            .status())
                    .isEqualTo(200);
        }
        return sites.stream().mapToInt(site -> site.acknowledged().size()).sum();
    }

    @Test
    @Order(2)
    void onSigtermARequestInFlightIsFinishedAndNewOnesAreRefused() throws Exception {
        var api = servers.get(0).api(0);
        var study = SampleStudy.in(api);
        var document = study.document(true).getBytes(StandardCharsets.UTF_8);
        var server = servers.get(0).server(0);
        try (var slow = new RawHttp(server.uri("/").getPort())) {
            startPutting(slow, api, study, document);
            // The HTTP layer asks for the body before it hands the request to the application: wait until it has.
            Thread.sleep(1_000);
            server.terminate();
            Thread.sleep(LONGER_THAN_PAYARA_WAITS_BY_DEFAULT.toMillis());
            assertThat(server.isReady()).isFalse();
            var refused = api.put(study.accessCodePath(study.monitor));
            AccessCodeIT.assertRefused(
                    refused,
                    503,
                    "ORS_503_02",
                    "TEMPORARILY_UNAVAILABLE",
                    "The service is temporarily unavailable",
                    "");
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(refused.header("Connection")).isEqualTo("close");
            slow.send(Arrays.copyOfRange(document, document.length / 2, document.length));
            var answer = slow.receive();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).endsWith("}");
            assertThat(server.awaitExit(Duration.ofSeconds(10))).isEqualTo(143);
        }
    }

    /** Sends the head and, once the service asks for it (RFC 9110, section 10.1.1), half of the body. */
    private static void startPutting(RawHttp connection, Api api, SampleStudy study, byte[] document)
            throws IOException {
        connection.send(RawHttp.head(
                "PUT",
                Api.BASE + study.path() + "/study-data",
                "Authorization: Bearer " + api.tokens().with(Api.ALL_RIGHTS),
                "Content-Type: application/json",
                "Content-Length: " + document.length,
                "Expect: 100-continue"));
        assertThat(connection.receive().status()).isEqualTo(100);
        connection.send(Arrays.copyOf(document, document.length / 2));
    }
}
