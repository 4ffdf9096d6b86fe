package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.database.Migrations;
import org.openors.settings.BadSetting;
import org.postgresql.ds.PGSimpleDataSource;

/** The roles of {@code server-config/postgresql}: every other test on PostgreSQL runs the service as {@code ors_app}, too. */
@ExtendWith(RunningService.class)
@EnabledIfSystemProperty(named = "ors.it.database", matches = "postgresql")
class RolesIT {

    private static final String REFUSAL = "ec-ors-svc does not start: ";
    private static final String FORBIDDEN = "42501";
    private static final Duration LOCKS_ARE_GONE = Duration.ofSeconds(10);
    private static final Duration MIGRATION_LIMIT = Duration.ofSeconds(60);
    private static final Tokens TOKENS = new Tokens();

    private static CompletableFuture<Throwable> refusedMeanwhile;

    @TempDir
    Path directory;

    /**
     * What a node does at its start, on a database that nobody has migrated. Beside the other tests: Flyway tries ten times, a second
     * apart, to make its table.
     */
    @BeforeAll
    static void migrateAsTheServiceMeanwhile(Database database) throws SQLException {
        database.update("CREATE DATABASE ors_behind");
        var behind = new PGSimpleDataSource();
        behind.setUrl(database.url().replaceFirst("/[^/]+$", "/ors_behind"));
        behind.setUser("ors_app");
        behind.setPassword(database.settings().get("ORS_DB_PASSWORD"));
        refusedMeanwhile = CompletableFuture.supplyAsync(() -> catchThrowable(() -> new Migrations().run(behind)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_record SET outcome = 'Success'",
                "DELETE FROM audit_record",
                "TRUNCATE audit_record",
                "UPDATE audit_seal SET hash = hash",
                "DELETE FROM audit_seal",
                "UPDATE audit_unsealed SET mode = mode",
                "DELETE FROM audit_chain",
                "DELETE FROM study_mode",
                "DELETE FROM unknown_access_id",
                "DROP TABLE audit_record",
                "ALTER TABLE audit_record DISABLE TRIGGER ALL",
                "CREATE TABLE mine (a INTEGER)",
                "CREATE TEMPORARY TABLE mine (a INTEGER)",
                "DELETE FROM flyway_schema_history"
            })
    void theServicesRoleMayNot(String statement, Database database) throws SQLException {
        try (var connection = database.connectAsService()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> connection.createStatement().execute(statement))
                    .satisfies(refused -> assertThat(refused.getSQLState()).isEqualTo(FORBIDDEN));
        }
    }

    @Test
    void noTableIsForgottenInTheGrants(Database database) throws SQLException {
        assertThat(database.rows(
                        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                                + " AND NOT has_table_privilege('ors_app', oid, 'SELECT')"))
                .isEmpty();
    }

    @Test
    void theLocksOfANodeThatStandsStillAreGoneWithinTenSeconds(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        try (var still = database.connectAsService()) {
            still.setAutoCommit(false);
            still.createStatement()
                    .executeUpdate("UPDATE bootstrap_credential SET version = version WHERE study_id = '"
                            + study.studyId + "'");
            var start = Instant.now();
            assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);
            assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofSeconds(5), LOCKS_ARE_GONE);
            assertThatThrownBy(still::commit).isInstanceOf(SQLException.class);
        }
    }

    /** Somebody who has no time limit holds the pair's row, as a large import does. */
    @Test
    void whoWaitsForALockInVainIsAnsweredAndRecordedAndKeepsItsConnection(Api api, Database database) throws Exception {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        try (var holder = database.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement()
                    .executeUpdate("UPDATE bootstrap_credential SET version = version WHERE study_id = '"
                            + study.studyId + "'");
            var redemption = CompletableFuture.supplyAsync(() -> pair.redeem(api));
            var recreation = CompletableFuture.supplyAsync(() -> api.put(study.accessCodePath(study.monitor)));
            var waiting = awaitTwoThatWait(database);
            for (var answer : List.of(redemption.get(), recreation.get())) {
                assertThat(answer.errorCode()).isEqualTo("ORS_503_02");
                assertThat(answer.header("Retry-After")).isEqualTo("2");
                assertThat(database.rows("SELECT error_code FROM audit_record WHERE reference = '"
                                + answer.header("X-Request-Id") + "'"))
                        .containsExactly(List.of("ORS_503_02"));
            }
            // The node may use one of them for something else by now.
            Waiting.until(
                    LOCKS_ARE_GONE,
                    () -> database.rows("SELECT pid FROM pg_stat_activity WHERE state = 'idle'")
                            .containsAll(waiting));
            holder.rollback();
        }
        assertThat(pair.redeem(api).status()).isEqualTo(200);
    }

    private static List<List<String>> awaitTwoThatWait(Database database) throws SQLException, InterruptedException {
        var deadline = Instant.now().plus(LOCKS_ARE_GONE);
        var waiting = List.<List<String>>of();
        while (waiting.size() < 2) {
            assertThat(Instant.now()).as("two that wait for the lock").isBefore(deadline);
            Thread.sleep(10);
            waiting = database.rows(
                    "SELECT pid FROM pg_stat_activity WHERE usename = 'ors_app' AND wait_event_type = 'Lock'");
        }
        return waiting;
    }

    @Test
    void theOwnerMigratesWithoutAServer(Database database) {
        var migration = Server.migrateOnly(directory, database.ownerSettings());
        assertThat(migration.awaitExit(MIGRATION_LIMIT)).isZero();
        assertThat(migration.logged()).contains("The schema is at version", "the rights of ors_app are set");
    }

    @Test
    void aMigrationThatCanNotBeIsToldWithoutItsPassword(Database database) {
        var settings = new HashMap<>(database.ownerSettings());
        settings.put("ORS_DB_URL", "jdbc:postgresql://127.0.0.1:1/ors");
        settings.put("ORS_DB_PASSWORD", "canary-password");
        var migration = Server.migrateOnly(directory, settings);
        assertThat(migration.awaitExit(MIGRATION_LIMIT)).isEqualTo(1);
        assertThat(migration.logged()).contains("ec-ors-svc does not migrate: ").doesNotContain("canary-password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORS_DB_URL", "ORS_DB_USER", "ORS_DB_PASSWORD"})
    void aMigrationWithoutASettingNamesIt(String setting, Database database) {
        var settings = new HashMap<>(database.ownerSettings());
        settings.remove(setting);
        var migration = Server.migrateOnly(directory, settings);
        assertThat(migration.awaitExit(MIGRATION_LIMIT)).isEqualTo(1);
        assertThat(migration.logged()).startsWith("ec-ors-svc does not start: " + setting + " ");
    }

    @Test
    void theServicesRoleIsRefusedWhereTheSchemaIsBehind() {
        assertThat(refusedMeanwhile.join())
                .isInstanceOf(BadSetting.class)
                .hasMessage(
                        "ORS_DB_USER may not change the schema, which is of an earlier version: run start --migrate-only as its owner");
    }

    @Test
    void aStartNamesWhatTheDatabaseLacks(Database database) throws SQLException {
        database.update("CREATE DATABASE ors_empty");
        database.update("CREATE DATABASE ors_latin1 ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        assertThat(check(database, Map.of())).isEqualTo("ec-ors-svc: settings, keys and database are in order");
        assertThat(check(database, Map.of("ORS_DB_USER", "nobody", "ORS_DB_PASSWORD", "canary-password")))
                .isEqualTo(
                        REFUSAL
                                + "ORS_DB_PASSWORD or ORS_DB_USER is refused by the database: it must be a role that may log in, and its password");
        assertThat(check(database, Map.of("ORS_DB_URL", other(database, "ors_none"))))
                .startsWith(REFUSAL + "ORS_DB_URL names a database that does not exist");
        assertThat(check(database, Map.of("ORS_DB_URL", other(database, "ors_empty"))))
                .startsWith(REFUSAL + "ORS_DB_USER may not change the schema, which is of an earlier version");
        assertThat(check(database, Map.of("ORS_DB_URL", other(database, "ors_latin1"))))
                .startsWith(REFUSAL + "ORS_DB_URL names a database that has the encoding LATIN1: it must be UTF8");
    }

    private static String other(Database database, String name) {
        return database.url().replaceFirst("/[^/]+$", "/" + name);
    }

    /** The last line of {@code start --check} with these settings instead. */
    private String check(Database database, Map<String, String> bad) {
        var settings = new HashMap<>(database.settings());
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", TOKENS.publishKey(directory));
        settings.putAll(bad);
        var check = Server.check(directory, settings);
        assertThat(check.awaitExit(MIGRATION_LIMIT)).isEqualTo(bad.isEmpty() ? 0 : 1);
        assertThat(check.logged()).doesNotContain("canary-password");
        return check.logged().strip().lines().reduce((earlier, later) -> later).orElseThrow();
    }
}
