package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With settings that the service can't run with, {@code start} names each and ends by itself; its exit code is not 0. */
@EnabledIfSystemProperty(
        named = "ors.it.database",
        matches = "h2",
        disabledReason = "the refusals are the same on both")
class StartRefusalIT {

    private static final String REFUSAL = "ec-ors-svc does not start: ";
    private static final Duration AT_ONCE = Duration.ofSeconds(20);
    private static final Duration AFTER_THE_START = Duration.ofSeconds(300);

    @TempDir
    static Path directory;

    private static String publicKey;
    private static Server withManyBadSettings;
    private static Server withoutItsDatabase;

    /** Two starts at once: each uses one core most of the time, and ends only when the application has been deployed. */
    @BeforeAll
    static void startWhatOnlyTheApplicationRefuses() throws IOException {
        publicKey = new Tokens().publishKey(directory);
        var garbage = Files.writeString(directory.resolve("garbage.pem"), "garbage");
        var shortKey = Files.write(directory.resolve("short-key"), new byte[31]);
        withManyBadSettings = launch(Map.of(
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", garbage.toUri().toString(),
                "ORS_SECRET_KEY_FILE", shortKey.toString(),
                "ORS_OTP_TTL", "PT25H",
                "ORS_TOKEN_MAX_LIFETIME", "a day",
                "ORS_SECURITY_SCOPED_RIGHTS_ONLY", "yes",
                "ORS_LIMIT_PEER", "0",
                "MP_JWT_TOKEN_HEADER", "Cookie",
                "ORS_STUDY_DATA_MAX_BYTES", "1024"));
        var key = Files.write(directory.resolve("key"), new byte[32]);
        withoutItsDatabase = launch(Map.of(
                "ORS_DB_URL", "jdbc:postgresql://127.0.0.1:1/ors",
                "ORS_DB_PASSWORD", "canary-password",
                "ORS_SECRET_KEY_FILE", key.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "MP_JWT_VERIFY_ISSUER, '', MP_JWT_VERIFY_ISSUER is not set",
        "MP_JWT_VERIFY_PUBLICKEY_LOCATION, '', MP_JWT_VERIFY_PUBLICKEY_LOCATION is not set",
        "ORS_SECRET_KEY_FILE, /no/such/file, ORS_SECRET_KEY_FILE names a file that can't be read",
        "ORS_DB_URL, jdbc:postgresql://127.0.0.1:1/ors, ORS_SECRET_KEY_FILE is not set: it is required with any database but the embedded one",
        "ORS_DB_URL, jdbc:h2:file:./ors, ORS_DB_URL names an H2 file database without WRITE_DELAY=0: it would lose changes",
        "ORS_DB_URL, jdbc:h2:file:./ors;WRITE_DELAY=0, ORS_DB_URL names an H2 database without OPTIMIZE_REUSE_RESULTS=0: it would show what was before a change",
        "ORS_DB_URL, jdbc:mysql://127.0.0.1/ors, ORS_DB_URL must start with jdbc:postgresql: or jdbc:h2:",
        "ORS_HTTP_PORT, 0, ORS_HTTP_PORT must be a port number from 1 to 65535",
        "ORS_HTTP_PORT, 65536, ORS_HTTP_PORT must be a port number from 1 to 65535",
        "ORS_HTTP_PORT, http, ORS_HTTP_PORT must be a port number from 1 to 65535",
        "ORS_HOME, /dev/null/home, ORS_HOME names a directory that can't be made"
    })
    void refusesAtOnce(String setting, String value, String refusal) throws IOException {
        assertThat(refusals(launch(Map.of(setting, value)), AT_ONCE)).containsExactly(refusal);
    }

    @Test
    void refusesAPortThatIsInUse() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(other.getLocalPort());
            assertThat(refusals(launch(Map.of("ORS_HTTP_PORT", port)), AT_ONCE))
                    .containsExactly("ORS_HTTP_PORT " + port + " is in use");
        }
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
    void namesEverySettingThatOnlyTheApplicationCanTell() {
        assertThat(refusals(withManyBadSettings, AFTER_THE_START))
                .contains(
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION holds no public key in PEM, DER or as JSON Web Key Set",
                        "ORS_SECRET_KEY_FILE names a file with a line that is not id:key, the key of 256 bits",
                        "ORS_OTP_TTL must be from PT1S to PT24H",
                        "ORS_TOKEN_MAX_LIFETIME must be an ISO-8601 duration such as PT24H",
                        "ORS_SECURITY_SCOPED_RIGHTS_ONLY must be true or false",
                        "ORS_LIMIT_PEER must be off or a whole number from 1 to 999999999",
                        "MP_JWT_TOKEN_HEADER must be Authorization, or not set: a token is read from there only",
                        "ORS_STUDY_DATA_MAX_BYTES must be from 8192 to 134217728");
    }

    @Test
    void refusesADatabaseThatCanNotBeReachedAndKeepsItsPasswordToItself() {
        assertThat(refusals(withoutItsDatabase, AFTER_THE_START))
                .anySatisfy(refusal -> assertThat(refusal).contains("ORS_DB_URL"));
        assertThat(withoutItsDatabase.logged()).doesNotContain("canary-password");
    }

    /** Starts with good settings except these. */
    private static Server launch(Map<String, String> bad) throws IOException {
        var settings = new HashMap<>(Map.of(
                "MP_JWT_VERIFY_ISSUER",
                Tokens.ISSUER,
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                publicKey,
                "ORS_JAVA_OPTIONS",
                Server.START_QUICKLY));
        settings.putAll(bad);
        return Server.launch(Files.createTempDirectory(directory, "home"), settings);
    }

    /** What the process says it is refused for; it must have ended by itself, not with 0. */
    private static List<String> refusals(Server server, Duration limit) {
        assertThat(server.awaitExit(limit)).isNotZero();
        return server.logged()
                .lines()
                .filter(line -> line.contains(REFUSAL))
                .map(line -> line.substring(line.indexOf(REFUSAL) + REFUSAL.length()))
                .toList();
    }
}
