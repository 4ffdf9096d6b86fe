package org.openors.it;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.database.Migrations;

/** With settings that the service can't run with, {@code start} names each in its last lines and ends by itself with 1. */
@EnabledIfSystemProperty(
        named = "ors.it.database",
        matches = "h2",
        disabledReason = "the refusals are the same on both")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartRefusalIT {

    private static final String REFUSAL = "ec-ors-svc does not start: ";
    private static final Duration AT_ONCE = Duration.ofSeconds(20);
    private static final Duration AFTER_THE_START = Duration.ofSeconds(300);

    @TempDir
    static Path directory;

    private static String publicKey;
    private static Server refusedByTheApplication;

    /**
     * Starts meanwhile what only the application refuses: a system property wins over the environment, so the check before
     * the server does not see this one.
     */
    @BeforeAll
    static void startWhatOnlyTheApplicationRefuses() throws IOException {
        publicKey = new Tokens().publishKey(directory);
        refusedByTheApplication = launch(Map.of("ORS_JAVA_OPTIONS", "-DORS_OTP_TTL=PT25H"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MP_JWT_VERIFY_ISSUER | '' | MP_JWT_VERIFY_ISSUER is not set: it must be the issuer of the tokens, as in their claim iss",
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION | '' | MP_JWT_VERIFY_PUBLICKEY_LOCATION is not set: it must be the URL of the public keys of the tokens, with file:, http: or https:",
                "MP_JWT_VERIFY_AUDIENCES | , | MP_JWT_VERIFY_AUDIENCES must be audiences, separated by commas, none of them blank",
                "ORS_SECRET_KEY_FILE | /no/such/file | ORS_SECRET_KEY_FILE names a file that can't be read: it must be one with a line id:key, the key of 256 bits in base64 or hex",
                "ORS_OTP_TTL | 24h | ORS_OTP_TTL must be an ISO-8601 duration from PT1S to PT24H, such as PT2H",
                "ORS_OTP_TTL | PT25H | ORS_OTP_TTL must be an ISO-8601 duration from PT1S to PT24H, such as PT2H",
                "ORS_OTP_MAX_ATTEMPTS | 101 | ORS_OTP_MAX_ATTEMPTS must be a whole number from 1 to 100",
                "ORS_DB_URL | jdbc:postgresql://127.0.0.1:1/ors | ORS_SECRET_KEY_FILE is not set: it is required with any database but the embedded one",
                "ORS_DB_URL | jdbc:h2:file:./ors | ORS_DB_URL names an H2 file database without WRITE_DELAY=0: it would lose changes",
                "ORS_DB_URL | jdbc:h2:file:./ors;WRITE_DELAY=0 | ORS_DB_URL names an H2 file database without REUSE_SPACE=FALSE: a killed process could lose changes",
                "ORS_DB_URL | jdbc:h2:file:./ors;WRITE_DELAY=0;REUSE_SPACE=FALSE | ORS_DB_URL names an H2 database without OPTIMIZE_REUSE_RESULTS=0: it would show what was before a change",
                "ORS_HOME | a;b | ORS_HOME must not contain ';', which ends the path in the URL of the embedded database",
                "ORS_DB_URL | jdbc:mysql://127.0.0.1/ors | ORS_DB_URL must start with jdbc:postgresql: or jdbc:h2:",
                "ORS_METRICS_TOKEN_FILE | /no/such/file | ORS_METRICS_TOKEN_FILE names a file that can't be read",
                "ORS_HTTP_PORT | 0 | ORS_HTTP_PORT must be a port number from 1 to 65535",
                "ORS_HTTP_PORT | 65536 | ORS_HTTP_PORT must be a port number from 1 to 65535",
                "ORS_HTTP_PORT | http | ORS_HTTP_PORT must be a port number from 1 to 65535",
                "ORS_HTTP_PORT | 18181 | ORS_HTTP_PORT must not end with 8181: Payara never closes an idle connection there",
                "OTEL_SDK_DISABLED | no | OTEL_SDK_DISABLED must be true or false",
                "OTEL_SDK_DISABLED | false | OTEL_EXPORTER_OTLP_ENDPOINT must be the http or https URL of a collector, as OTEL_SDK_DISABLED is false",
                "ORS_HOME | /dev/null/home | ORS_HOME names a directory that can't be made"
            })
    void refusesAtOnce(String setting, String value, String refusal) throws IOException {
        var server = launch(settingsWith(setting, value));
        assertThat(refusals(server, AT_ONCE)).containsExactly(refusal);
        assertThat(server.logged().strip().lines()).last().asString().endsWith(refusal);
    }

    /** A PostgreSQL has a password, which is asked for first. */
    private static Map<String, String> settingsWith(String setting, String value) {
        return value.startsWith("jdbc:postgresql:")
                ? Map.of(setting, value, "ORS_DB_PASSWORD", "any")
                : Map.of(setting, value);
    }

    @Test
    void refusesAPortThatIsInUse() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(other.getLocalPort());
            assertThat(refusals(launch(Map.of("ORS_HTTP_PORT", port)), AT_ONCE))
                    .containsExactly("ORS_HTTP_PORT " + port + " is in use");
        }
    }

    @Test
    void aCheckMayRunBesideTheNodeThatItIsAbout() throws IOException {
        try (var node = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = goodSettings();
            settings.put("ORS_HTTP_PORT", Integer.toString(node.getLocalPort()));
            var check = Server.check(Files.createTempDirectory(directory, "beside"), settings);
            assertThat(check.awaitExit(AT_ONCE)).as(check.logged()).isZero();
            assertThat(check.logged())
                    .contains("ORS_HTTP_PORT " + node.getLocalPort() + " is in use, as by a node that runs");
        }
    }

    /** As another process does that is still starting: it has the lock, but does not listen yet. */
    @Test
    void refusesAHomeThatAnotherStartUsesAndLeavesItsFilesAlone() throws IOException {
        var home = Files.createTempDirectory(directory, "used");
        var port = Integer.toString(Server.freePort());
        var files = Files.createDirectories(home.resolve("server-" + port));
        var theirs = Files.createFile(files.resolve("theirs"));
        try (var used = locked(home.resolve("server-" + port + ".lock"))) {
            assertThat(used.isOpen()).isTrue();
            assertThat(refusals(launch(home, Map.of("ORS_HTTP_PORT", port)), AT_ONCE))
                    .containsExactly("ORS_HOME names a directory that another process with this ORS_HTTP_PORT uses");
            assertThat(theirs).exists();
        }
    }

    @Test
    void refusesAnEmbeddedDatabaseThatAnotherProcessUses() throws IOException {
        var home = Files.createTempDirectory(directory, "used");
        try (var used = locked(home.resolve("ors.lock"))) {
            assertThat(used.isOpen()).isTrue();
            assertThat(refusals(launch(home, Map.of()), AT_ONCE))
                    .containsExactly("ORS_HOME names a directory with a database that another process uses");
        }
    }

    /** A server that is still starting has not opened its database: neither does the check of another start. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start.lock | '' | a directory with a database that another process uses",
                "start-%s.lock | jdbc:postgresql://127.0.0.1:1/ors | a directory that another process with this ORS_HTTP_PORT uses"
            })
    void refusesAHomeWhichAnotherStartHasTakenBeforeItOpensTheDatabase(String lock, String url, String used)
            throws IOException {
        var home = Files.createTempDirectory(directory, "taken");
        var port = Integer.toString(Server.freePort());
        Files.writeString(home.resolve("ors.mv.db"), "no database");
        var other = holderOf(home.resolve(lock.formatted(port)));
        try {
            var second = launch(home, Map.of("ORS_HTTP_PORT", port, "ORS_DB_URL", url, "ORS_DB_PASSWORD", "any"));
            assertThat(refusals(second, AT_ONCE)).containsExactly("ORS_HOME names " + used);
        } finally {
            other.destroy();
        }
    }

    /** A process that has this lock, as the shell takes it. */
    private static Process holderOf(Path lock) throws IOException {
        var holder = new ProcessBuilder(
                        "bash", "-c", "exec 9>\"$0\" && flock 9 && echo held && exec sleep 60", lock.toString())
                .start();
        assertThat(holder.inputReader().readLine()).isEqualTo("held");
        return holder;
    }

    private static FileChannel locked(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        assertThat(channel.tryLock()).isNotNull();
        return channel;
    }

    /** The address is of a network that is for documentation only (RFC 5737). */
    @Test
    void refusesAnAddressThatIsNotThisMachines() throws IOException {
        var elsewhere = launch(Map.of("ORS_HTTP_HOST", "192.0.2.1"));
        assertThat(refusals(elsewhere, AT_ONCE))
                .singleElement()
                .asString()
                .startsWith("ORS_HTTP_HOST 192.0.2.1 can't be listened at, port ");
    }

    @Test
    void namesEverySettingThatIsWrong() throws IOException {
        var garbage = Files.writeString(directory.resolve("garbage.pem"), "garbage");
        var shortKey = Files.write(directory.resolve("short-key"), new byte[31]);
        var bad = launch(Map.ofEntries(
                entry("MP_JWT_VERIFY_PUBLICKEY_LOCATION", garbage.toUri().toString()),
                entry("ORS_SECRET_KEY_FILE", shortKey.toString()),
                entry("ORS_OTP_TTL", "PT25H"),
                entry("ORS_TOKEN_MAX_LIFETIME", "a day"),
                entry("ORS_SECURITY_SCOPED_RIGHTS_ONLY", "yes"),
                entry("ORS_CONNECTOR_URLS", "http://mhealth.example.org"),
                entry("ORS_CONNECTOR_TRUSTSTORE", garbage.toString()),
                entry("ORS_CONNECTOR_TIMEOUT", "PT61S"),
                entry("ORS_CONNECTOR_CONNECT_TIMEOUT", "2"),
                entry("ORS_CONNECTOR_READ_TIMEOUT", "PT0.01S"),
                entry("ORS_CONNECTOR_CALLS", "0"),
                entry("ORS_LIMIT_PEER", "0"),
                entry("MP_JWT_TOKEN_HEADER", "Cookie"),
                entry("ORS_STUDY_DATA_MAX_BYTES", "1024"),
                entry("ORS_OTP_TLL", "PT1H")));
        assertThat(refusals(bad, AT_ONCE))
                .containsExactlyInAnyOrder(
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION holds no public key in PEM, DER or as JSON Web Key Set",
                        "ORS_SECRET_KEY_FILE names a file with a line that is not id:key, the key of 256 bits in base64 or"
                                + " hex",
                        "ORS_OTP_TTL must be an ISO-8601 duration from PT1S to PT24H, such as PT2H",
                        "ORS_TOKEN_MAX_LIFETIME must be an ISO-8601 duration from PT1S to PT8784H, such as PT2H",
                        "ORS_SECURITY_SCOPED_RIGHTS_ONLY must be true or false",
                        "ORS_CONNECTOR_URLS must be URLs without user, query and fragment, separated by commas: https, or"
                                + " http on the loopback address",
                        "ORS_CONNECTOR_TRUSTSTORE must name a readable file of certificates in PEM",
                        "ORS_CONNECTOR_TIMEOUT must be an ISO-8601 duration from PT0.1S to PT1M, such as PT2H",
                        "ORS_CONNECTOR_CONNECT_TIMEOUT must be an ISO-8601 duration from PT0.1S to PT1M, such as PT2H",
                        "ORS_CONNECTOR_READ_TIMEOUT must be an ISO-8601 duration from PT0.1S to PT1M, such as PT2H",
                        "ORS_CONNECTOR_CALLS must be a whole number from 1 to 1000",
                        "ORS_LIMIT_PEER must be off or a whole number from 1 to 999999999",
                        "MP_JWT_TOKEN_HEADER must be Authorization, or not set: a token is read from there only",
                        "ORS_STUDY_DATA_MAX_BYTES must be a whole number from 8192 to 134217728");
        assertThat(bad.logged())
                .contains("ec-ors-svc: ORS_OTP_TLL is no setting and has no effect; did you mean ORS_OTP_TTL?");
    }

    @Test
    void refusesADatabaseThatCanNotBeReachedAndKeepsItsPasswordToItself() throws IOException {
        var key = Files.write(directory.resolve("key"), new byte[32]);
        var withoutItsDatabase = launch(Map.of(
                "ORS_DB_URL", "jdbc:postgresql://127.0.0.1:1/ors",
                "ORS_DB_PASSWORD", "canary-password",
                "ORS_SECRET_KEY_FILE", key.toString()));
        assertThat(refusals(withoutItsDatabase, AT_ONCE))
                .containsExactly(
                        "ORS_DB_URL names a database that can't be reached: ConnectException, Connection refused");
        assertThat(withoutItsDatabase.logged()).doesNotContain("canary-password");
    }

    @Test
    void refusesAnEmbeddedDatabaseWithoutTheFilesThatBelongToIt() throws Exception {
        var home = Files.createTempDirectory(directory, "home");
        var url = "jdbc:h2:file:" + home.resolve("ors");
        var database = new org.h2.jdbcx.JdbcDataSource();
        database.setUrl(url);
        database.setUser("ors");
        database.setPassword("right");
        new Migrations().run(database);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO key_check (key_id, check_value) VALUES ('1', X'00')");
        }
        assertThat(refusals(launch(home, Map.of()), AT_ONCE))
                .containsExactly("ORS_HOME names a directory with a database, but without its database.password: bring"
                        + " the file back");
        assertThat(refusals(launch(home, Map.of("ORS_DB_PASSWORD", "wrong")), AT_ONCE))
                .last()
                .asString()
                .contains("ORS_DB_PASSWORD or ORS_DB_USER is refused by the database");
        assertThat(refusals(launch(home, Map.of("ORS_DB_PASSWORD", "right")), AT_ONCE))
                .last()
                .isEqualTo("ORS_HOME names a directory with a database, but without its secret.key: bring the file"
                        + " back");
    }

    @Test
    void aCheckChangesNothing() throws IOException {
        var home = Files.createTempDirectory(directory, "home");
        var check = Server.check(home, goodSettings());
        assertThat(check.awaitExit(AT_ONCE)).as(check.logged()).isZero();
        assertThat(check.logged()).isEqualTo("ec-ors-svc: settings, keys and database are in order\n");
        try (var files = Files.list(home)) {
            assertThat(files).containsExactly(home.resolve("server.log"));
        }
        var relative = goodSettings();
        relative.put("ORS_HOME", "target/it/no-such-home-" + System.nanoTime());
        var ofARelativeHome = Server.check(home, relative);
        assertThat(ofARelativeHome.awaitExit(AT_ONCE))
                .as(ofARelativeHome.logged())
                .isZero();
        assertThat(Path.of(relative.get("ORS_HOME"))).doesNotExist();
        var bad = Server.check(home, Map.of());
        assertThat(bad.awaitExit(AT_ONCE)).isEqualTo(1);
    }

    /** The port is in use: this start ends just before the server. */
    @Test
    void aStartMakesTheFileOfTheEmbeddedDatabaseSmallAndACheckDoesNot() throws Exception {
        var home = Files.createTempDirectory(directory, "home");
        var file = home.resolve("ors.mv.db");
        var database = new org.h2.jdbcx.JdbcDataSource();
        database.setUrl("jdbc:h2:file:" + home.resolve("ors") + ";WRITE_DELAY=0;REUSE_SPACE=FALSE");
        database.setUser("ors");
        database.setPassword("right");
        new Migrations().run(database);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (int i = 0; i < 300; i++) {
                statement.executeUpdate(
                        "INSERT INTO audit_unsealed (record_id, study_id, mode) VALUES (RANDOM_UUID(), RANDOM_UUID(), 'test')");
                statement.executeUpdate("DELETE FROM audit_unsealed");
            }
        }
        long before = Files.size(file);
        var settings = goodSettings();
        settings.put("ORS_DB_PASSWORD", "right");
        var check = Server.check(home, settings);
        assertThat(check.awaitExit(AT_ONCE)).as(check.logged()).isZero();
        assertThat(Files.size(file)).isGreaterThanOrEqualTo(before);
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put("ORS_HTTP_PORT", Integer.toString(listener.getLocalPort()));
            assertThat(refusals(Server.launch(home, settings), AT_ONCE))
                    .containsExactly("ORS_HTTP_PORT " + listener.getLocalPort() + " is in use");
        }
        assertThat(Files.size(file)).isLessThan(before / 2);
    }

    /** Last: the server starts beside the other tests. */
    @Test
    @Order(Integer.MAX_VALUE)
    void whatOnlyTheApplicationRefusesEndsTheProcessToo() {
        assertThat(refusals(refusedByTheApplication, AFTER_THE_START))
                .contains("ORS_OTP_TTL must be an ISO-8601 duration from PT1S to PT24H, such as PT2H");
    }

    /** Starts with good settings except these. */
    private static Server launch(Map<String, String> bad) throws IOException {
        return launch(Files.createTempDirectory(directory, "home"), bad);
    }

    private static Server launch(Path home, Map<String, String> bad) {
        var settings = goodSettings();
        settings.putAll(bad);
        return Server.launch(home, settings);
    }

    private static Map<String, String> goodSettings() {
        return new HashMap<>(
                Map.of("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER, "MP_JWT_VERIFY_PUBLICKEY_LOCATION", publicKey));
    }

    /** What the process says it is refused for; it must have ended by itself, with 1. */
    private static List<String> refusals(Server server, Duration limit) {
        assertThat(server.awaitExit(limit)).as(server.logged()).isEqualTo(1);
        return server.logged()
                .lines()
                .filter(line -> line.contains(REFUSAL))
                .map(line -> line.substring(line.indexOf(REFUSAL) + REFUSAL.length()))
                .toList();
    }
}
