package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mvn -Pguides verify -Dupgrade.from=…}: from an earlier commit, which is checked out and packaged there, to this one, by
 * the steps of {@code server-config/postgresql/README.md}, behind nginx and under load.
 */
@EnabledIfSystemProperty(named = "guides", matches = "true", disabledReason = "only -Pguides runs the guides")
class RollingUpgradeIT {

    private static final String FROM = "upgrade.from";
    private static final Path THIS = Path.of("").toAbsolutePath();
    private static final int SITES = 4;
    private static final int ROUNDS = 30;

    @TempDir
    Path directory;

    private final Server[] nodes = new Server[2];
    private final List<Integer> ports =
            Stream.generate(Server::freePort).distinct().limit(2).toList();
    private final Tokens tokens = new Tokens();

    @Test
    void aClientThatRetriesOnceSeesNoErrorAndNothingIsLost() throws IOException, SQLException, InterruptedException {
        assumeTrue(Nginx.isThere(), "nginx is not on the PATH");
        var from = System.getProperty(FROM);
        assumeTrue(from != null, "-D" + FROM + " names no directory with an earlier commit");
        var home = THIS.resolve(Path.of("target", "it", "upgrade-" + System.nanoTime()));
        try (var database = Database.postgresToMigrate(home)) {
            var settings = settings(database, home);
            migrate(Path.of(from), home, database);
            try (var nginx = new Nginx(directory.resolve("nginx"), ports.get(0), ports.get(1))) {
                for (int node = 0; node < 2; node++) {
                    start(node, Path.of(from), home, settings);
                }
                upgrade(nginx.api(tokens), home, settings, database);
            } finally {
                Stream.of(nodes).filter(node -> node != null).forEach(Server::close);
            }
        }
    }

    private void upgrade(Api api, Path home, Map<String, String> settings, Database database)
            throws IOException, SQLException, InterruptedException {
        var earlier = commit(0);
        var client = new RetryingOnce(api);
        var sites = IntStream.range(0, SITES)
                .mapToObj(i -> new BusySite(api, client))
                .toList();
        var load = new Load(sites);
        String seen;
        try {
            load.await(ROUNDS);
            client.seen();
            var start = Instant.now();
            migrate(THIS, home, database);
            for (int node = 0; node < 2; node++) {
                nodes[node].close();
                start(node, THIS, home, settings);
            }
            seen = Duration.between(start, Instant.now()).toSeconds() + " s; " + client.seen();
            load.await(ROUNDS);
        } finally {
            load.stop();
        }
        assertThat(List.of(commit(0), commit(1))).as("the commit of each node").doesNotContain(earlier);
        int acknowledged = requireNothingLost(api, sites, database);
        ReliabilityReport.add(
                "nginx, rolling upgrade of two nodes from " + earlier + " to " + commit(1) + " under the load of "
                        + SITES + " sites that retry once",
                seen + "; " + acknowledged + " acknowledged changes before, meanwhile and after, none lost");
    }

    private static int requireNothingLost(Api api, List<BusySite> sites, Database database) throws SQLException {
        int acknowledged = 0;
        for (var busy : sites) {
            assertThat(busy.site.errors()).isEmpty();
            assertThat(busy.site.unanswered()).isZero();
            try (var connection = database.connect()) {
                StateAndTrail.requireToAgree(connection, busy.site);
            }
            var verification = api.get(busy.site.study.path() + "/audit/verification");
            assertThat(verification.json().get("valid")).as(verification.body()).isEqualTo(JsonValue.TRUE);
            acknowledged += busy.site.acknowledged().size();
        }
        return acknowledged;
    }

    private Map<String, String> settings(Database database, Path home) {
        var settings = new HashMap<>(database.settings());
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKey(home));
        settings.put("ORS_TRUSTED_PROXIES", "127.0.0.1");
        return settings;
    }

    private void start(int node, Path project, Path home, Map<String, String> settings) {
        nodes[node] = Server.launchBuilt(project, ports.get(node), home.resolve(Nodes.name(node)), settings);
        nodes[node].awaitReady();
    }

    private static void migrate(Path project, Path home, Database database) {
        var migration = Server.migrateBuilt(project, home.resolve("migration"), database.ownerSettings());
        assertThat(migration.awaitExit(Duration.ofMinutes(2)))
                .as(migration.logged())
                .isZero();
    }

    /** What the node says in its health check. */
    private String commit(int node) throws IOException, InterruptedException {
        URI health = nodes[node].uri("/health/live");
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString())
                .body();
        var version = new Answer(200, null, answer)
                .json()
                .getJsonArray("checks")
                .getJsonObject(0)
                .getJsonObject("data");
        return version.getString("commit");
    }
}
