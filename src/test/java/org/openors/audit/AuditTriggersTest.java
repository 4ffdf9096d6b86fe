package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.audit.sealing.SealedTrail;
import org.openors.keys.TestKeys;

/** What both databases do with the trail by themselves. */
class AuditTriggersTest extends WithDatabases {

    private static final Path GRANTS = Path.of("server-config/postgresql/grants.sql");
    private static final List<String> CHANGES = List.of(
            "UPDATE audit_record SET actor = 'somebody else'",
            "DELETE FROM audit_record",
            "UPDATE audit_seal SET hash = mac FROM audit_record WHERE id = record_id",
            "UPDATE audit_seal SET sequence = sequence + 1",
            "DELETE FROM audit_seal",
            "TRUNCATE TABLE audit_record",
            "TRUNCATE TABLE audit_seal");

    private final ChainName chain = new ChainName(UUID.randomUUID(), "test");

    private AuditMacs macs;

    @BeforeAll
    void writeRecords(@TempDir Path directory) throws IOException, SQLException {
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
        for (var database : databases) {
            try (var connection = database.connect()) {
                WrittenRecords.write(connection, chain, macs);
                SealedTrail.seal(connection, macs);
                connection.commit();
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aNewRecordWaitsInTheTransactionThatWritesIt(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            var ofTheStudy = WrittenRecords.write(connection, chain, macs);
            var ofTheService = WrittenRecords.write(connection, ChainName.OF_THE_SERVICE, macs);
            assertThat(waiting(connection))
                    .containsExactlyInAnyOrder(
                            ofTheStudy.id() + " " + chain.studyId() + " test",
                            ofTheService.id() + " 00000000-0000-0000-0000-000000000000 -");
            connection.rollback();
            assertThat(waiting(connection)).isEmpty();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aRecordThatNamesAStudyNobodyKnowsWaitsForTheServicesChain(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            var record = WrittenRecords.ofAnUnknownStudy(chain);
            assertThat(ChainName.of(record)).isEqualTo(ChainName.OF_THE_SERVICE);
            WrittenRecords.write(connection, record, macs.newestKeyId(), WrittenRecords.macOf(record, macs));
            assertThat(waiting(connection)).containsExactly(record.id() + " 00000000-0000-0000-0000-000000000000 -");
            connection.rollback();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void recordsAndSealsAreNeitherChangedNorRemoved(TrailDatabase database) throws SQLException {
        for (var change : changes(database).toList()) {
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.executeUpdate(change))
                        .as(change)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("is kept");
            }
        }
    }

    @Test
    void withoutTheTriggersTheyCouldBe() throws IOException, SQLException {
        for (var database : TrailDatabase.ofEachKind()) {
            database.removeTriggers();
            for (var change : changes(database).toList()) {
                try (var connection = database.connect();
                        var statement = connection.createStatement()) {
                    statement.executeUpdate(change);
                }
            }
            database.close();
        }
    }

    @Test
    void theOwnerOfTheTablesHasGivenUpItsGrants() throws SQLException {
        try (var connection = TrailDatabase.postgresOf(databases).connect()) {
            requireNoGrantToChange(connection);
        }
    }

    private static void requireNoGrantToChange(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT string_agg(DISTINCT privilege_type, ',')"
                        + " FROM information_schema.role_table_grants"
                        + " WHERE table_name IN ('audit_record', 'audit_seal')")) {
            rows.next();
            assertThat(rows.getString(1)).contains("INSERT", "SELECT").doesNotContain("UPDATE", "DELETE", "TRUNCATE");
        }
    }

    @Test
    void theOwnerRemovesTheFirstRecordsOfAChainAsTheGuideSays() throws IOException, SQLException {
        var ended = new ChainName(UUID.randomUUID(), "test");
        var other = new ChainName(ended.studyId(), "active");
        try (var connection = TrailDatabase.postgresOf(databases).connect();
                var statement = connection.createStatement()) {
            for (var each : List.of(ended, ended, ended, ended, other, other)) {
                WrittenRecords.write(connection, each, macs);
            }
            SealedTrail.seal(connection, macs);
            connection.commit();
            statement.execute(removal()
                    .replace("STUDY", ended.studyId().toString())
                    .replace("MODE", ended.mode())
                    .replace("LAST", "2"));
            assertThat(places(connection, ended.studyId())).containsExactly("active 1", "active 2", "test 3", "test 4");
            requireNoGrantToChange(connection);
            WrittenRecords.write(connection, ended, macs);
            assertThat(SealedTrail.seal(connection, macs)).isEqualTo(1);
            connection.commit();
            assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM audit_seal"))
                    .hasMessageContaining("is kept");
        }
    }

    private static String removal() throws IOException {
        var guide = Files.readString(Path.of("server-config/audit/README.md"));
        return guide.substring(guide.indexOf("    BEGIN;"), guide.indexOf("    COMMIT;") + "    COMMIT;".length());
    }

    /** Of the records that are there with their seals. */
    private static List<String> places(Connection connection, UUID study) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT s.mode, s.sequence FROM audit_seal s JOIN audit_record r ON r.id = s.record_id"
                                + " WHERE s.study_id = '" + study + "' ORDER BY 1, 2")) {
            var places = new ArrayList<String>();
            while (rows.next()) {
                places.add(rows.getString(1) + " " + rows.getString(2));
            }
            return places;
        }
    }

    @Test
    void theApplicationsRoleWritesAndSealsAndHasNoGrantForMore() throws IOException, SQLException {
        var database = TrailDatabase.postgresOf(databases);
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE ors_app LOGIN PASSWORD 'only-in-this-test'");
            statement.execute(Files.readString(GRANTS));
            connection.commit();
        }
        try (var connection = database.connectAs("ors_app", "only-in-this-test");
                var statement = connection.createStatement()) {
            var record = WrittenRecords.write(connection, chain, macs);
            connection.setAutoCommit(false);
            assertThat(SealedTrail.seal(connection, macs)).isEqualTo(1);
            connection.commit();
            connection.setAutoCommit(true);
            for (var change : CHANGES) {
                assertThatThrownBy(() -> statement.executeUpdate(change))
                        .as(change)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
            }
            for (var change : List.of(
                    "ALTER TABLE audit_record DISABLE TRIGGER ALL",
                    "DROP TRIGGER audit_seal_is_kept ON audit_seal",
                    "CREATE OR REPLACE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                    "SET session_replication_role = replica")) {
                assertThatThrownBy(() -> statement.execute(change)).as(change).isInstanceOf(SQLException.class);
            }
            assertThat(record.id()).isNotNull();
        }
    }

    /** H2 knows no UPDATE with FROM, and no trigger on TRUNCATE: there only who may alter the table may do that. */
    private static Stream<String> changes(TrailDatabase database) {
        return CHANGES.stream()
                .filter(change -> database.isPostgres()
                        || !change.contains("FROM audit_record WHERE id") && !change.startsWith("TRUNCATE"));
    }

    private static List<String> waiting(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT record_id, study_id, mode FROM audit_unsealed")) {
            var waiting = new ArrayList<String>();
            while (rows.next()) {
                waiting.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
            }
            return waiting;
        }
    }
}
