package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WrittenRecords;
import org.openors.database.Jdbc;
import org.openors.keys.TestKeys;

/** Each node attests what has grown since its own last checkpoint, whatever the columns of the database say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckpointLookTest {

    private final ChainName chain = new ChainName(UUID.randomUUID(), "active");

    private List<TrailDatabase> databases;
    private AuditMacs macs;
    private CheckpointFile node;
    private CheckpointFile otherNode;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, SQLException {
        databases = TrailDatabase.ofEachKind();
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
        for (var database : databases) {
            try (var connection = database.connect()) {
                for (var table : List.of("audit_seal", "audit_record")) {
                    run(
                            connection,
                            "DROP TRIGGER " + table + "_is_kept" + (database.isPostgres() ? " ON " + table : ""));
                }
                connection.commit();
            }
        }
    }

    @BeforeEach
    void startNodes(@TempDir Path directory) {
        node = new CheckpointFile(directory.resolve("one.ndjson"));
        otherNode = new CheckpointFile(directory.resolve("other.ndjson"));
    }

    @AfterAll
    void stop() throws IOException {
        for (var database : databases) {
            database.close();
        }
    }

    List<TrailDatabase> databases() {
        return databases;
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void everyNodeAttestsOnceWhatHasGrown(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 2);
            WrittenRecords.write(connection, ChainName.OF_THE_SERVICE, macs);
            SealedTrail.seal(connection, macs);
            for (var file : List.of(node, otherNode)) {
                assertThat(SealedTrail.state(connection, macs, file)).hasSize(2);
                assertThat(SealedTrail.state(connection, macs, file)).isEmpty();
            }
            grow(connection, 1);
            assertThat(SealedTrail.state(connection, macs, node))
                    .extracting(Checkpoint::sequence)
                    .containsExactly(3L);
            assertThat(node.of(chain)).hasSize(2).allMatch(checkpoint -> checkpoint.isGenuine(macs));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void noColumnAndNoLockEndsTheCheckpoints(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect();
                var holder = database.connect()) {
            grow(connection, 2);
            run(connection, "UPDATE audit_chain SET checkpointed = 9223372036854775807");
            run(
                    connection,
                    "UPDATE audit_sealing SET since_checkpoint = 0, checkpointed_at = TIMESTAMP WITH TIME ZONE"
                            + " '9999-01-01 00:00:00+00:00'");
            connection.commit();
            run(holder, "SELECT 1 FROM audit_sealing FOR UPDATE");
            run(holder, "SELECT 1 FROM audit_chain FOR UPDATE");
            assertThat(SealedTrail.state(connection, macs, node))
                    .extracting(Checkpoint::sequence)
                    .containsExactly(2L);
            assertThat(new CheckpointTables(connection).total()).isEqualByComparingTo("2");
        } finally {
            empty(database);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatIsSetBackOrAheadIsReportedAndTheLastGenuineSealIsAttested(TrailDatabase database)
            throws SQLException, IOException {
        for (var set : List.of(
                "sequence = 1",
                "sequence = 9223372036854775806",
                "sequence = -1",
                "sequence = 1, checkpointed = 1",
                "hash = CAST('' AS bytea)")) {
            try (var connection = database.connect()) {
                grow(connection, 2);
                SealedTrail.state(connection, macs, node);
                grow(connection, 2);
                run(connection, "UPDATE audit_chain SET " + set);
                assertThat(SealedTrail.state(connection, macs, node))
                        .as(set)
                        .extracting(Checkpoint::sequence)
                        .containsExactly(4L);
                Files.delete(node.path());
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainThatWentBackIsReported(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 4);
            SealedTrail.state(connection, macs, node);
            assertThat(faults(connection, node)).isEmpty();
            run(
                    connection,
                    "UPDATE audit_chain SET sequence = 3, hash ="
                            + " (SELECT hash FROM audit_seal s WHERE s.study_id = audit_chain.study_id AND sequence = 3)");
            assertThat(faults(connection, node)).singleElement().asString().contains("attested=4 now=3", chain.study());
            run(connection, "DELETE FROM audit_chain");
            assertThat(faults(connection, node)).singleElement().asString().contains("attested=4 now=0");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainThatWentOnOtherwiseIsReportedAndAttested(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 3);
            SealedTrail.state(connection, macs, node);
            connection.rollback();
            grow(connection, 4);
            assertThat(faults(connection, node)).singleElement().asString().contains("is another one");
            assertThat(SealedTrail.state(connection, macs, node))
                    .extracting(Checkpoint::sequence)
                    .containsExactly(4L);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aSealWithoutTheKeyIsNotAttested(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 2);
            run(
                    connection,
                    "INSERT INTO audit_seal (study_id, mode, sequence, record_id, key_id, hash)"
                            + " SELECT study_id, mode, 3, study_id, key_id, hash FROM audit_seal WHERE sequence = 2");
            assertThat(SealedTrail.state(connection, macs, node))
                    .extracting(Checkpoint::sequence)
                    .containsExactly(2L);
            run(connection, "UPDATE audit_chain SET sequence = 3");
            assertThat(faults(connection, otherNode)).singleElement().asString().contains("is not genuine");
            assertThat(SealedTrail.state(connection, macs, otherNode)).isEmpty();
        }
    }

    /** Also without the times of its seals: a seal of before version 8 of the schema has none. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainUnderAnotherNameIsNotAttested(TrailDatabase database) throws SQLException, IOException {
        var other = UUID.randomUUID();
        for (var seals : List.of("", ", sealed_at = NULL, time_mac = NULL")) {
            for (var records : List.of("mode = mode", "study_id = CAST('" + other + "' AS uuid)")) {
                try (var connection = database.connect()) {
                    grow(connection, 4);
                    run(connection, "UPDATE audit_seal SET study_id = CAST('" + other + "' AS uuid)" + seals);
                    run(connection, "UPDATE audit_chain SET study_id = CAST('" + other + "' AS uuid)");
                    run(connection, "UPDATE audit_record SET " + records);
                    assertThat(faults(connection, node))
                            .singleElement()
                            .asString()
                            .contains("is not genuine");
                    assertThat(SealedTrail.state(connection, macs, node)).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aSealWithoutATimeIsAttested(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 4);
            run(connection, "UPDATE audit_seal SET sealed_at = NULL, time_mac = NULL");
            grow(connection, 1);
            run(connection, "UPDATE audit_seal SET sealed_at = NULL, time_mac = NULL");
            assertThat(SealedTrail.state(connection, macs, node))
                    .extracting(Checkpoint::sequence)
                    .containsExactly(5L);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aSealWithoutATimeIsProvenByItsRecordAlone(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            grow(connection, 3);
            var ids = Jdbc.query(
                    connection,
                    "SELECT record_id FROM audit_seal ORDER BY sequence",
                    row -> row.getObject(1, UUID.class));
            run(connection, "UPDATE audit_seal SET sealed_at = NULL, time_mac = NULL WHERE sequence > 1");
            run(connection, "UPDATE audit_record SET actor = 'x' WHERE id = CAST('" + ids.get(2) + "' AS uuid)");
            assertThat(SealedPlaces.of(connection, ids))
                    .filteredOn(seal -> seal.isGenuine(macs))
                    .extracting(SealedPlace::recordId)
                    .containsExactlyInAnyOrder(ids.get(0), ids.get(1));
        }
    }

    @Test
    void onlyTheEndOfTheFileIsReadAndOnlyGenuineLines() throws IOException {
        var first = Checkpoint.of(SealedTrail.CLOCK.instant(), chain, 3, new byte[32], macs);
        var last = Checkpoint.of(
                SealedTrail.CLOCK.instant().plusSeconds(1), ChainName.OF_THE_SERVICE, 5, new byte[32], macs);
        node.append(List.of(first));
        var forged = last.line().replace("\"sequence\":5", "\"sequence\":7");
        Files.writeString(
                node.path(),
                Files.readString(node.path()) + "x\n{}\n" + forged + "\n" + last.line() + "\n"
                        + last.line().substring(0, 50));
        var attested = CheckpointTail.read(node, macs, CheckpointTail.BYTES);
        assertThat(attested.of(chain)).get().extracting(Attested.Head::sequence).isEqualTo(3L);
        assertThat(attested.of(ChainName.OF_THE_SERVICE))
                .get()
                .extracting(Attested.Head::sequence)
                .isEqualTo(5L);
        assertThat(attested.lastLook()).isEqualTo(last.time());
        var end = CheckpointTail.read(node, macs, last.line().length() + 60);
        assertThat(end.chains()).containsExactly(ChainName.OF_THE_SERVICE);
    }

    private Iterable<String> faults(Connection connection, CheckpointFile file) throws IOException {
        return new CheckpointLook(connection, CheckpointTail.read(file, macs), macs)
                .compare()
                .faults()
                .values();
    }

    private void grow(Connection connection, int records) throws SQLException {
        grow(connection, chain, records);
    }

    private void grow(Connection connection, ChainName of, int records) throws SQLException {
        for (int i = 0; i < records; i++) {
            WrittenRecords.write(connection, of, macs);
        }
        SealedTrail.seal(connection, macs);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void empty(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            for (var table : List.of("audit_seal", "audit_record", "audit_chain", "audit_unsealed")) {
                run(connection, "DELETE FROM " + table);
            }
            connection.commit();
        }
    }
}
