package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.CheckpointFile;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WithDatabases;
import org.openors.audit.WrittenRecords;
import org.openors.audit.sealing.SealedTrail;
import org.openors.keys.TestKeys;

/** A chain of one full page and one place, into which somebody plants a record with a seal that no page has. */
class PlantedSealTest extends WithDatabases {

    private static final long PLACES = SealedRecords.PAGE + 1L;

    private final ChainName chain = new ChainName(UUID.randomUUID(), "active");

    private AuditMacs macs;
    private CheckpointFile noCheckpoints;

    @BeforeAll
    void makeChains(@TempDir Path directory) throws IOException, SQLException {
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
        noCheckpoints = new CheckpointFile(directory.resolve("none"));
        for (var database : databases) {
            try (var connection = database.connect()) {
                for (long i = 0; i < PLACES; i++) {
                    WrittenRecords.write(connection, chain, macs);
                }
                SealedTrail.seal(connection, macs);
                run(
                        connection,
                        "ALTER TABLE audit_seal DROP "
                                + (database.isPostgres() ? "CONSTRAINT audit_seal_pkey" : "PRIMARY KEY"));
                connection.commit();
            }
        }
    }

    /** Which of the two the page has, only the database knows. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aSecondSealAtTheEndOfAPageIsFound(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            assertThat(verify(connection).firstProblem()).isNull();
            plant(connection, "" + SealedRecords.PAGE);
            assertThat(verify(connection).firstProblem().problem()).isIn(Problem.INSERTED, Problem.EDITED);
            connection.rollback();
        }
    }

    /** Between two places, before the first and after the last one. On PostgreSQL the type can be taken back. */
    @ParameterizedTest
    @ValueSource(strings = {"0.5", "7.5", "1000.5", "1001.5"})
    void aSealAtNoWholeNumberIsFound(String sequence) throws SQLException {
        try (var connection = TrailDatabase.postgresOf(databases).connect()) {
            run(connection, "ALTER TABLE audit_seal ALTER COLUMN sequence TYPE numeric");
            assertThat(verify(connection).firstProblem()).isNull();
            plant(connection, sequence);
            assertThat(verify(connection).firstProblem().problem()).isEqualTo(Problem.INSERTED);
            connection.rollback();
        }
    }

    /** A forged record that neither waits nor lacks a seal. */
    private void plant(Connection connection, String sequence) throws SQLException {
        var forged = WrittenRecords.one(chain);
        WrittenRecords.write(connection, forged, macs.newestKeyId(), new byte[32]);
        run(connection, "DELETE FROM audit_unsealed");
        run(
                connection,
                "INSERT INTO audit_seal (study_id, mode, sequence, record_id, key_id, hash) VALUES ('" + chain.studyId()
                        + "', 'active', " + sequence + ", '" + forged.id() + "', '1', CAST('' AS bytea))");
    }

    private VerificationResult verify(Connection connection) {
        return new TrailVerification(new OneTransaction(connection), macs, Clock.systemUTC())
                .verify(chain, noCheckpoints);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
