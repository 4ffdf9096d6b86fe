package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.keys.TestKeys;

/** Two nodes start at once. */
@Tag("reliability")
@EnabledIf(value = "isToRun", disabledReason = "mvn -Preliability verify runs it on PostgreSQL")
class FirstStartsIT {

    private static final Duration A_START = Duration.ofSeconds(300);

    static boolean isToRun() {
        return NodeFaultsIT.isToRun();
    }

    @Test
    void onlyOneOfTwoKeysOfOneIdIsUsed() throws IOException {
        var home = home();
        try (var database = Database.postgres(home)) {
            var nodes = Stream.of("one", "other")
                    .map(name -> launch(home.resolve(name), "1:" + TestKeys.hex(), database))
                    .toList();
            Waiting.until(A_START, () -> !nodes.stream().allMatch(Server::isRunning));
            var refused = nodes.get(nodes.get(0).isRunning() ? 1 : 0);
            assertThat(refused.awaitExit(A_START)).isEqualTo(1);
            assertThat(refused.logged())
                    .contains("ORS_SECRET_KEY_FILE names a file in which the known id 1 has another key than before");
            try (var used = nodes.get(refused == nodes.get(0) ? 1 : 0)) {
                assertThat(used.awaitReady().isRunning()).isTrue();
            }
        }
    }

    @Test
    void theFirstUseOfAKeyHasOneRecord() throws IOException, SQLException {
        var home = home();
        var key = "1:" + TestKeys.hex();
        try (var database = Database.postgres(home);
                var one = launch(home.resolve("one"), key, database);
                var other = launch(home.resolve("other"), key, database)) {
            one.awaitReady();
            other.awaitReady();
            Waiting.until(A_START, () -> !firstUses(database).isEmpty());
            Server.pause();
            assertThat(firstUses(database)).containsExactly(Arrays.asList(null, "1"));
        }
    }

    /** The second one comes while the first one checks, and while its server starts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void ofTwoStartsWithTheSameHomeTheFirstOneRuns(int secondsBetween) throws IOException, InterruptedException {
        var home = Files.createDirectories(home());
        var settings = Map.of(
                "MP_JWT_VERIFY_ISSUER",
                Tokens.ISSUER,
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                new Tokens().publishKey(home));
        int port = Server.freePort();
        Server.launchAt(port, home, settings).awaitReady().close();
        try (var first = Server.launchAt(port, home, settings)) {
            TimeUnit.SECONDS.sleep(secondsBetween);
            var second = Server.launchAt(port, home, settings);
            Waiting.until(A_START, () -> !second.isRunning());
            assertThat(second.logged())
                    .contains("ORS_HOME names a directory that another process with this ORS_HTTP_PORT uses");
            assertThat(first.awaitReady().isRunning()).isTrue();
        }
    }

    private static List<List<String>> firstUses(Database database) throws SQLException {
        return database.rows("SELECT state_before, state_after FROM audit_record WHERE action = 'ROTATE_KEY'");
    }

    private static Path home() {
        return Path.of("target", "it", "first-starts-" + System.nanoTime()).toAbsolutePath();
    }

    private static Server launch(Path home, String key, Database database) {
        try {
            Files.createDirectories(home);
            var settings = new HashMap<>(database.settings());
            settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
            settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", new Tokens().publishKey(home));
            settings.put(
                    "ORS_SECRET_KEY_FILE",
                    Files.writeString(home.resolve("key"), key).toString());
            return Server.launch(home, settings);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
