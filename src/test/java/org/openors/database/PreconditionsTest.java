package org.openors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.settings.BadSetting;

/** On a PostgreSQL with databases that the service must not use. */
class PreconditionsTest {

    private static final Pattern GRANT = Pattern.compile("\\('([a-z_]+)', +'([A-Z, ]+)'\\)");

    private static String good;

    @BeforeAll
    static void start() throws IOException, SQLException {
        good = TestPostgres.newDatabase();
        new Migrations().run(TestPostgres.database(good));
        execute("CREATE ROLE little LOGIN");
    }

    @Test
    void aDatabaseThatKeepsEveryTextAndTimeIsAccepted() throws SQLException {
        try (var connection = TestPostgres.database(good).getConnection()) {
            assertThatCode(() -> Preconditions.require(connection)).doesNotThrowAnyException();
            assertThatCode(() -> Preconditions.requireRights(connection)).doesNotThrowAnyException();
        }
    }

    /** A time zone is only how times are shown: the driver asks for its own. */
    @ParameterizedTest
    @CsvSource({"Asia/Kolkata", "America/New_York", "Etc/GMT+12"})
    void aDatabaseOfAnyTimeZoneKeepsTimes(String zone) throws SQLException {
        var name = "zone_" + zone.replaceAll("[^A-Za-z]", "").toLowerCase(java.util.Locale.ROOT);
        execute("CREATE DATABASE " + name);
        execute("ALTER DATABASE " + name + " SET timezone = '" + zone + "'");
        try (var connection = TestPostgres.database(name).getConnection()) {
            assertThatCode(() -> Preconditions.require(connection)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({"LATIN1", "SQL_ASCII", "EUC_JP", "WIN1252"})
    void anotherEncodingIsRefused(String encoding) throws SQLException {
        var name = "encoding_" + encoding.toLowerCase(java.util.Locale.ROOT);
        execute("CREATE DATABASE " + name + " ENCODING '" + encoding + "' LOCALE 'C' TEMPLATE template0");
        try (var connection = TestPostgres.database(name).getConnection()) {
            assertThatThrownBy(() -> Preconditions.require(connection))
                    .isInstanceOf(BadSetting.class)
                    .hasMessageStartingWith(
                            "ORS_DB_URL names a database that has the encoding " + encoding + ": it must be UTF8");
        }
    }

    @Test
    void anEarlierVersionIsRefused() {
        assertThatThrownBy(() -> Preconditions.requireKind(14, "UTF8"))
                .hasMessage("ORS_DB_URL names a database that is a PostgreSQL 14: it must be 15 or later");
        assertThatCode(() -> Preconditions.requireKind(15, "UTF8")).doesNotThrowAnyException();
        assertThatCode(() -> Preconditions.requireKind(18, "UTF8")).doesNotThrowAnyException();
    }

    @Test
    void eachRightIsRequired() throws SQLException {
        try (var connection = TestPostgres.databaseAs("little", "", good).getConnection()) {
            assertThatThrownBy(() -> Preconditions.requireRights(connection))
                    .isInstanceOf(BadSetting.class)
                    .hasMessageMatching(
                            "ORS_DB_USER lacks the right SELECT on flyway_schema_history, .* and [0-9]+ more:"
                                    + " run start --migrate-only as the owner of the tables");
            execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO little");
            assertThatCode(() -> Preconditions.requireRights(connection)).doesNotThrowAnyException();
            execute("REVOKE INSERT ON audit_record FROM little");
            assertThatThrownBy(() -> Preconditions.requireRights(connection))
                    .hasMessageStartingWith("ORS_DB_USER lacks the right INSERT on audit_record: ");
        }
    }

    @Test
    void theRequiredRightsAreThoseThatAreGranted() throws IOException {
        var granted = GRANT.matcher(Files.readString(Path.of("server-config/postgresql/grants.sql")))
                .results()
                .map(PreconditionsTest::line)
                .collect(Collectors.toList());
        assertThat(granted).hasSizeGreaterThan(10);
        assertThat(Preconditions.RIGHTS.lines().toList()).containsExactlyInAnyOrderElementsOf(granted);
    }

    private static String line(MatchResult grant) {
        return grant.group(1) + ": " + grant.group(2);
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = TestPostgres.database(good).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
