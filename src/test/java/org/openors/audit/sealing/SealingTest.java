package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.CheckpointFile;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WrittenRecords;
import org.openors.keys.TestKeys;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealingTest {

    private final ChainName chain = new ChainName(UUID.randomUUID(), "active");

    private List<TrailDatabase> databases;
    private AuditMacs macs;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        databases = TrailDatabase.ofEachKind();
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
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
    void aChainHasNoGapHoweverItsRecordsCome(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            write(connection, SealingTables.SET_SIZE + 1);
            assertThat(Sealing.seal(connection, macs)).isEqualTo(SealingTables.SET_SIZE);
            assertThat(Sealing.seal(connection, macs)).isEqualTo(1);
            write(connection, 3);
            assertThat(Sealing.seal(connection, macs)).isEqualTo(3);
            assertThat(Sealing.seal(connection, macs)).isZero();
            assertThat(sequences(connection))
                    .isEqualTo(LongStream.rangeClosed(1, SealingTables.SET_SIZE + 4)
                            .boxed()
                            .toList());
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void oneSealsAtATimeAndAnotherGoesOnWhenItDies(TrailDatabase database) throws SQLException {
        try (var writer = database.connect();
                var other = database.connect()) {
            write(writer, 2);
            writer.commit();
            var dying = database.connect();
            assertThat(Sealing.seal(dying, macs)).isEqualTo(2);
            assertThat(Sealing.seal(other, macs)).isZero();
            write(writer, 1);
            writer.commit();
            dying.rollback();
            dying.close();
            assertThat(Sealing.seal(other, macs)).isEqualTo(3);
            other.rollback();
            empty(other);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatNobodyVouchesForIsSealedAllTheSame(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            WrittenRecords.write(connection, WrittenRecords.one(chain), "unknown", new byte[32]);
            write(connection, 1);
            assertThat(Sealing.seal(connection, macs)).isEqualTo(2);
            assertThat(sequences(connection)).containsExactly(1L, 2L);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aCheckpointIsStatedOnceOfEachChainThatMoved(TrailDatabase database, @TempDir Path directory)
            throws SQLException, IOException {
        var path = directory.resolve(database + ".ndjson");
        var file = new CheckpointFile(path);
        try (var connection = database.connect()) {
            write(connection, 2);
            WrittenRecords.write(connection, ChainName.OF_THE_SERVICE, macs);
            Sealing.seal(connection, macs);
            assertThat(new SealingTables(connection).sinceCheckpoint().records())
                    .isEqualTo(3);
            assertThat(SealedTrail.state(connection, macs, file)).hasSize(2);
            assertThat(SealedTrail.state(connection, macs, file)).isEmpty();
            assertThat(new SealingTables(connection).sinceCheckpoint().records())
                    .isZero();
            write(connection, 1);
            Sealing.seal(connection, macs);
            assertThat(SealedTrail.state(connection, macs, file)).hasSize(1);
        }
        assertThat(Files.readAllLines(path)).hasSize(3);
        assertThat(file.of(chain)).allMatch(checkpoint -> checkpoint.isGenuine(macs));
    }

    private void write(Connection connection, int records) throws SQLException {
        for (int i = 0; i < records; i++) {
            WrittenRecords.write(connection, chain, macs);
        }
    }

    /** Of this transaction's own rows nothing is left; committed ones wait no more. */
    private static void empty(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM audit_unsealed");
            connection.commit();
        }
    }

    private List<Long> sequences(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT sequence FROM audit_seal WHERE study_id = ? AND mode = ? ORDER BY sequence")) {
            statement.setObject(1, chain.studyId());
            statement.setString(2, chain.mode());
            try (var rows = statement.executeQuery()) {
                var sequences = new ArrayList<Long>();
                while (rows.next()) {
                    sequences.add(rows.getLong(1));
                }
                return sequences;
            }
        }
    }
}
