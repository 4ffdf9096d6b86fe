package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openors.keys.TestKeys;

/** {@code mvn -Pguides verify}: the guide of PostgreSQL, on TLS, with the programs of this machine. */
@EnabledIfSystemProperty(named = "guides", matches = "true", disabledReason = "only -Pguides runs the guides")
class RestoreDrillIT {

    private static final Path GUIDE = Path.of("server-config/postgresql").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void aBackupIsRestoredAndItsTrailsAreVerifiedOverTls() throws IOException, InterruptedException {
        assumeTrue(LocalPostgres.isThere(), "pg_dump and initdb are not installed");
        try (var postgres = new LocalPostgres(Files.createDirectories(directory.resolve("postgresql")))) {
            prepare(postgres);
            var tokens = new Tokens();
            var home = directory.resolve("home");
            var settings = settings(postgres, tokens, home);
            try (var server = Server.launch(home, settings).awaitReady()) {
                var api = new Api(server, tokens);
                var study = SampleStudy.in(api);
                Pair.registered(api, study);
                assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);
                assertThat(psql(
                                postgres,
                                "SELECT bool_and(s.ssl) FROM pg_stat_ssl s JOIN pg_stat_activity USING (pid)"
                                        + " WHERE usename = 'ors_app'"))
                        .isEqualTo("t\n");
                server.terminate();
            }
            var done = drill(postgres, tokens, settings);
            assertThat(done.output()).contains("verified 2 trails, not valid: 0");
            assertThat(done.exitCode()).isZero();
            assertThat(psql(postgres, "SELECT count(*) FROM pg_database WHERE datname = 'ors_drill'"))
                    .isEqualTo("0\n");
            assertAStrangersDatabaseIsRefused(postgres, settings);

            psql(
                    postgres,
                    "SET session_replication_role = replica; DELETE FROM audit_record WHERE id IN"
                            + " (SELECT id FROM audit_record WHERE action = 'RECREATE_ACCESS_CODE')");
            var tampered = drill(postgres, tokens, settings);
            assertThat(tampered.output()).contains("verified 2 trails, not valid: 1", "\"valid\":false");
            assertThat(tampered.exitCode()).isEqualTo(1);
        }
    }

    private void prepare(LocalPostgres postgres) throws IOException, InterruptedException {
        Shell.run(GUIDE, postgres.environment(), "createdb ors && psql -q -d ors -f roles.sql");
        var settings = new HashMap<String, String>();
        settings.put("ORS_DB_URL", postgres.url("localhost", "ca.pem"));
        settings.put("ORS_DB_USER", "ors_owner");
        settings.put("ORS_DB_PASSWORD", "any");
        assertThat(Server.migrateOnly(directory.resolve("migration"), settings).awaitExit(Duration.ofMinutes(2)))
                .isZero();
    }

    private Map<String, String> settings(LocalPostgres postgres, Tokens tokens, Path home) throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("ORS_DB_URL", postgres.url("localhost", "ca.pem"));
        settings.put("ORS_DB_USER", "ors_app");
        settings.put("ORS_DB_PASSWORD", "any");
        settings.put("ORS_SECRET_KEY_FILE", secretKey());
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKey(home));
        return settings;
    }

    private String secretKey() throws IOException {
        return Files.writeString(directory.resolve("secret.key"), "1:" + TestKeys.base64() + "\n")
                .toString();
    }

    private static void assertAStrangersDatabaseIsRefused(LocalPostgres postgres, Map<String, String> good)
            throws IOException, InterruptedException {
        for (var url : new String[] {postgres.url("localhost", "other.pem"), postgres.url("127.0.0.1", "ca.pem")}) {
            var settings = new HashMap<>(good);
            settings.put("ORS_DB_URL", url);
            settings.put("ORS_BUILD_DIR", Path.of("target").toAbsolutePath().toString());
            var checked = Shell.result(GUIDE, settings, "ORS_HOME=$(mktemp -d) ../payara-micro/start --check");
            assertThat(checked.exitCode()).as(checked.output()).isEqualTo(1);
            assertThat(checked.output()).contains("does not start: ORS_DB_URL");
        }
    }

    private static Shell.Done drill(LocalPostgres postgres, Tokens tokens, Map<String, String> settings)
            throws IOException, InterruptedException {
        var environment = new HashMap<>(settings);
        environment.putAll(postgres.environment());
        environment.put("ORS_TOKEN", tokens.with(Api.ALL_RIGHTS));
        environment.put("ORS_HTTP_PORT", Integer.toString(Server.freePort()));
        environment.put("ORS_BUILD_DIR", Path.of("target").toAbsolutePath().toString());
        return Shell.result(GUIDE, environment, "./restore-drill ors ors_drill");
    }

    private static String psql(LocalPostgres postgres, String sql) throws IOException, InterruptedException {
        var environment = new HashMap<>(postgres.environment());
        environment.put("SQL", sql);
        return Shell.run(GUIDE, environment, "psql -q -At -d ors -c \"$SQL\"");
    }
}
