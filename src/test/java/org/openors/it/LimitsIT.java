package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The limits of requests as they are by default. Each peer is another address of the loopback network. */
@EnabledIfSystemProperty(named = "ors.it.database", matches = "h2", disabledReason = "no limit uses the database")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LimitsIT {

    private static final String ATTACKER = "127.0.0.2";
    private static final String SOMEBODY_ELSE = "127.0.0.3";
    private static final String UNKNOWN = Api.BASE + "/v1.0/nothing";
    private static final String BOOTSTRAP = Api.BASE + Pair.PATH;

    private static final Pattern COUNT = Pattern.compile("requests=(\\d+) since=\\S+( limit=\\S+)?");

    @TempDir
    static Path home;

    private static Tokens tokens;
    private static Server server;

    @BeforeAll
    static void start() {
        tokens = new Tokens();
        server = Server.launch(
                        home,
                        Map.of(
                                "MP_JWT_VERIFY_ISSUER",
                                Tokens.ISSUER,
                                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                                tokens.publishKey(home),
                                "ORS_LOG_FORMAT",
                                "json",
                                "ORS_LIMIT_PEER",
                                "",
                                "ORS_LIMIT_ACCESS_ID",
                                "",
                                "ORS_LIMIT_CALLER",
                                "40"))
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Order(100)
    void eachLineOfTheLogIsJson() {
        assumeTrue(
                Server.isOn(Server.PAYARA_MICRO) || Server.isOn(Server.PAYARA_MICRO_7), "others have their own format");
        assertThat(server.logged().lines()).isNotEmpty().allSatisfy(line -> {
            try (var json = Json.createReader(new StringReader(line))) {
                assertThat(json.readObject()).containsKeys("Timestamp", "Level", "LogMessage");
            }
        });
    }

    @Test
    @Order(1)
    void aStrangerGets300RequestsAMinuteAndThen429WhateverItAsksFor() throws IOException {
        try (var attacker = new RawHttp(ATTACKER, port())) {
            for (int i = 0; i < 300; i++) {
                assertThat(ask(attacker, UNKNOWN, i % 2 == 0 ? null : "Bearer not.a.token"))
                        .isEqualTo(401);
            }
            for (var authorization : new String[] {null, "Bearer not.a.token", Pair.basic("ABC123:ABCD1234")}) {
                for (var path : List.of(UNKNOWN, BOOTSTRAP, "/ec-ors-svc/nothing", "/ec-ors-svc/error")) {
                    assertLimited(attacker.exchange(RawHttp.request("POST", path, authorization)), "peer", 300);
                }
            }
            assertLimited(attacker.exchange(RawHttp.request("POST", BOOTSTRAP, bearer("nurse-1"))), "peer", 300);
        }
    }

    @Test
    @Order(2)
    void whoHasATokenIsServedAtTheSameAddressAndSoIsAnybodyAtAnother() throws IOException {
        try (var nurse = new RawHttp(ATTACKER, port());
                var other = new RawHttp(SOMEBODY_ELSE, port())) {
            assertThat(ask(nurse, UNKNOWN, bearer("nurse-1"))).isEqualTo(404);
            assertThat(ask(nurse, UNKNOWN, null)).isEqualTo(429);
            assertThat(ask(other, UNKNOWN, null)).isEqualTo(401);
            for (var open : List.of("/health/ready", "/health/live", "/openapi", "/ec-ors-svc/docs/")) {
                // Where health has a port of its own, no limit is before it.
                if (server.uri(open).getPort() == port()) {
                    assertThat(ask(nurse, open, null)).as(open).isEqualTo(200);
                }
            }
        }
    }

    @Test
    @Order(3)
    void anAccessIdGets60RequestsAMinuteHoweverItIsSpeltAndWhoeverAsks() throws IOException {
        var spellings = List.of("ABC123", "abcl23", "AB-C I23", " abc-123", "ABCi-23 ");
        int asked = 0;
        for (int peer = 10; peer < 14; peer++) {
            try (var phone = new RawHttp("127.0.0." + peer, port())) {
                for (int i = 0; i < 15; i++, asked++) {
                    assertThat(post(phone, spellings.get(i % spellings.size())).status())
                            .isEqualTo(401);
                }
            }
        }
        assertThat(asked).isEqualTo(60);
        try (var phone = new RawHttp("127.0.0.20", port())) {
            assertLimited(post(phone, "abc123"), "access-id", 60);
            assertThat(post(phone, "DEF456").status()).isEqualTo(401);
        }
    }

    @Test
    @Order(4)
    void aCallerIsLimitedByIssuerAndSubjectAndNotByAddress() throws IOException {
        var token = bearer("integrator");
        var limited = new ArrayList<RawHttp.Reply>();
        for (int i = 0; i < 80; i++) {
            try (var connection = new RawHttp("127.0.0." + (30 + i % 5), port())) {
                var reply = connection.exchange(RawHttp.request("GET", UNKNOWN, token));
                if (reply.status() == 429) {
                    limited.add(reply);
                } else {
                    assertThat(reply.status()).isEqualTo(404);
                }
            }
        }
        assertThat(limited).isNotEmpty().hasSizeLessThanOrEqualTo(40);
        assertThat(limited.get(0).header("RateLimit-Policy")).isEqualTo("\"caller\";q=40;w=60");
        try (var connection = new RawHttp("127.0.0.30", port())) {
            assertThat(ask(connection, UNKNOWN, bearer("nurse-2"))).isEqualTo(404);
        }
    }

    /** The counts of the last minute are recorded at the stop. */
    /** Each request of the flood is refused and counted, also after the stop was announced. */
    @Test
    @Order(5)
    void aFloodHoldsUpNoStopAndTheLastCheckpointIsWritten() throws IOException, InterruptedException {
        var isOver = new AtomicBoolean();
        var flood = IntStream.range(0, 4)
                .mapToObj(any -> CompletableFuture.runAsync(() -> flood(isOver)))
                .toList();
        try {
            Thread.sleep(1_000);
            var announced = Instant.now();
            server.terminate();
            assertThat(server.awaitExit(Duration.ofSeconds(20))).isEqualTo(143);
            var checkpoint = Files.readAllLines(home.resolve("audit-checkpoints.ndjson")).stream()
                    .reduce((one, next) -> next)
                    .orElseThrow();
            try (var json = Json.createReader(new StringReader(checkpoint))) {
                assertThat(Instant.parse(json.readObject().getString("time"))).isAfter(announced);
            }
        } finally {
            isOver.set(true);
            flood.forEach(CompletableFuture::join);
        }
    }

    private static void flood(AtomicBoolean isOver) {
        while (!isOver.get()) {
            try (var stranger = new RawHttp("127.0.0.9", port())) {
                while (!isOver.get()) {
                    stranger.exchange(RawHttp.request("GET", UNKNOWN, null));
                }
            } catch (IOException ended) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @Order(6)
    void theTrailHasFewRecordsOfStrangersAndTheCountOfAllOthers() throws IOException, SQLException {
        var password = Files.readString(home.resolve("database.password"));
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + home.resolve("ors"), "ors", password);
                var statement = connection.createStatement()) {
            var counted = new TreeMap<String, Integer>();
            int own = 0;
            var rows = statement.executeQuery("SELECT action, error_code, actor, state_after FROM audit_record"
                    + " WHERE error_code IN ('ORS_401_01', 'ORS_429_01') AND peer_address = '" + ATTACKER + "'");
            while (rows.next()) {
                var count = COUNT.matcher(String.valueOf(rows.getString("state_after")));
                if (count.matches()) {
                    var kind = rows.getString("error_code") + " " + rows.getString("actor")
                            + (count.group(2) == null ? "" : count.group(2));
                    counted.merge(kind, Integer.parseInt(count.group(1)), Integer::sum);
                } else {
                    own++;
                }
            }
            assertThat(own).isBetween(30, 60);
            assertThat(counted)
                    .containsOnly(
                            Map.entry("ORS_401_01 null", 300 - own),
                            Map.entry("ORS_429_01 null limit=ORS_LIMIT_PEER", 13),
                            Map.entry("ORS_429_01 nurse-1 limit=ORS_LIMIT_PEER", 1));
        }
    }

    private static void assertLimited(RawHttp.Reply reply, String policy, int quota) {
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.member("errorCode")).isEqualTo("ORS_429_01");
        assertThat(reply.member("reference")).isEqualTo(reply.header("X-Request-Id"));
        var seconds = Integer.parseInt(reply.header("Retry-After"));
        assertThat(seconds).isBetween(1, 60);
        assertThat(reply.header("RateLimit")).isEqualTo('"' + policy + "\";r=0;t=" + seconds);
        assertThat(reply.header("RateLimit-Policy")).isEqualTo('"' + policy + "\";q=" + quota + ";w=60");
    }

    private static int ask(RawHttp connection, String path, String authorization) throws IOException {
        return connection.exchange(RawHttp.request("GET", path, authorization)).status();
    }

    private static RawHttp.Reply post(RawHttp phone, String accessId) throws IOException {
        return phone.exchange(RawHttp.request("POST", BOOTSTRAP, Pair.basic(accessId + ":00000000")));
    }

    private static String bearer(String subject) {
        return "Bearer "
                + tokens.signed(
                        tokens.claims("DeviceActionsPost").subject(subject).build());
    }

    private static int port() {
        return server.uri("/").getPort();
    }
}
