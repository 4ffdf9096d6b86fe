package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A stranger sends 2,000 requests/s without a token for a minute, while a nurse recreates pairs. */
@Tag("reliability")
@EnabledIfSystemProperty(named = Scale.SIZE, matches = "full")
class FloodIT {

    private static final int RATE = 2_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int CONNECTIONS = 16;
    private static final int MOST_ROWS = 100;
    private static final int SLOWER = 10;

    @Test
    void aStrangersFloodCostsFewRecordsAndDelaysTheNurseLittle() throws IOException, SQLException {
        var home = Path.of("target", "it", System.getProperty("ors.it.database", "h2"), "flood-" + System.nanoTime())
                .toAbsolutePath();
        var tokens = new Tokens();
        try (var database = Database.ofThisRun(home)) {
            var settings = new HashMap<>(database.settings());
            settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
            settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKeys(home));
            settings.put("ORS_LIMIT_PEER", "300");
            try (var server = Server.launch(home, settings).awaitReady()) {
                flood(new Api(server, tokens), database);
            }
        }
    }

    private static void flood(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        recreations(api, study);
        double quiet = recreations(api, study);
        var strangers = Executors.newFixedThreadPool(CONNECTIONS);
        var turn = new AtomicInteger();
        long start = System.nanoTime();
        var flood = IntStream.range(0, CONNECTIONS)
                .mapToObj(any -> CompletableFuture.supplyAsync(() -> send(api, turn, start), strangers))
                .toList();
        double flooded = recreations(api, study);
        long sent = flood.stream().mapToLong(CompletableFuture::join).sum();
        strangers.shutdown();
        int rows = database.rows("SELECT id FROM audit_record WHERE error_code IN ('ORS_401_01', 'ORS_429_01')")
                .size();
        ReliabilityReport.add(
                "%d requests/s without a token".formatted(sent / MINUTE.toSeconds()),
                "recreation p99 %.1f ms, quiet %.1f ms; %d new rows".formatted(flooded, quiet, rows));
        assertThat(rows).isBetween(1, MOST_ROWS);
        assertThat(flooded).isLessThanOrEqualTo(SLOWER * quiet);
    }

    /** The requests that this connection sent, each when it is due. */
    private static long send(Api api, AtomicInteger turn, long start) {
        var request = RawHttp.request("GET", Api.BASE + "/v1.0/nothing", null);
        long sent = 0;
        try (var connection = new RawHttp("127.0.0.2", api.server().uri("/").getPort())) {
            for (long due = due(turn, start); due - start < MINUTE.toNanos(); due = due(turn, start), sent++) {
                LockSupport.parkNanos(due - System.nanoTime());
                assertThat(connection.exchange(request).status()).isIn(401, 429);
            }
            return sent;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static long due(AtomicInteger turn, long start) {
        return start + turn.getAndIncrement() * (1_000_000_000L / RATE);
    }

    /** The nurse recreates a pair every 50 ms for a minute. The 99th percentile in milliseconds. */
    private static double recreations(Api api, SampleStudy study) {
        var latencies = new Histogram(3);
        long end = System.nanoTime() + MINUTE.toNanos();
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            assertThat(api.put(study.accessCodePath(study.monitor)).status()).isEqualTo(200);
            latencies.recordValue((System.nanoTime() - begin) / 1_000);
            LockSupport.parkNanos(begin + Duration.ofMillis(50).toNanos() - System.nanoTime());
        }
        return latencies.getValueAtPercentile(99) / 1_000.0;
    }
}
