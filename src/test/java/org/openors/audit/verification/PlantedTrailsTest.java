package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.LoggedLines;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.CheckpointFile;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WithDatabases;
import org.openors.audit.WrittenRecords;
import org.openors.audit.sealing.SealedTrail;
import org.openors.database.Jdbc;
import org.openors.keys.TestKeys;

/** Verifications of all trails of a database into which somebody plants rows, as the service's own role can. */
class PlantedTrailsTest extends WithDatabases {

    private static final int PLANTED = 5_000;

    @RegisterExtension
    final LoggedLines log = new LoggedLines(AllTrails.class);

    private final ChainName attested = new ChainName(UUID.randomUUID(), "active");
    private final ChainName young = new ChainName(UUID.randomUUID(), "active");
    private final List<ChainName> verified = new ArrayList<>();
    private AuditMacs macs;
    private CheckpointFile file;
    private int readings;

    @BeforeAll
    void removeTriggers() throws SQLException {
        for (var database : databases) {
            database.removeTriggers();
        }
    }

    @BeforeEach
    void makeAKey(@TempDir Path directory) {
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
        file = new CheckpointFile(directory.resolve("checkpoints"));
        verified.clear();
        readings = 0;
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void plantedNamesCostLittleAndHideNoStudy(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            makeStudies(connection);
            plant(connection, "INSERT INTO study_mode (study_id, mode) SELECT %s, 'active'");
            plant(connection, "INSERT INTO audit_chain SELECT %s, 'active', 1, CAST('' AS bytea), 0");
            run(connection, "DELETE FROM audit_seal WHERE sequence = 2");
            var transaction = new OneTransaction(connection);
            assertThat(verify(transaction)).isEqualTo(PLANTED + 2);
            assertThat(verified).containsExactly(ChainName.OF_THE_SERVICE, attested, young);
            assertThat(log.errors()).hasSize(TrailsInOrder.LINES + 1);
            assertThat(log.errors().get(0)).contains(attested.study(), "problem=CUT_OFF", "sequence=2");
            assertThat(log.errors().get(1)).contains(young.study(), "problem=CUT_OFF", "sequence=2");
            assertThat(log.errors().get(TrailsInOrder.LINES))
                    .endsWith("could not be verified: more=" + (PLANTED + 2 - TrailsInOrder.LINES));
            assertThat(transaction.times()).isLessThan(50);
            connection.rollback();
        }
    }

    /** Then nothing is known of how far the chain has come. Who owns the tables can do that. */
    @Test
    void aLastLinkWithoutAHashIsReported() throws SQLException, IOException {
        try (var connection = TrailDatabase.postgresOf(databases).connect()) {
            makeStudies(connection);
            run(
                    connection,
                    "ALTER TABLE audit_chain ALTER COLUMN hash DROP NOT NULL;"
                            + " UPDATE audit_chain SET sequence = 1000, hash = NULL WHERE study_id = '"
                            + young.studyId() + "'");
            assertThat(verify(new OneTransaction(connection))).isOne();
            assertThat(log.errors()).singleElement().asString().contains(young.study(), "problem=EDITED", "sequence=2");
            connection.rollback();
        }
    }

    /** Only what the file names is looked for in it. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void theCheckpointFileIsReadForTheChainsThatItNames(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            makeStudies(connection);
            assertThat(verify(new OneTransaction(connection))).isZero();
            assertThat(verified).containsExactly(ChainName.OF_THE_SERVICE, attested, young);
            assertThat(readings).isEqualTo(1);
            connection.rollback();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aStudyOfWhichOnlyTheCheckpointFileIsLeftIsReported(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            makeStudies(connection);
            for (var table : List.of("audit_seal", "audit_record", "audit_chain", "study_mode")) {
                run(connection, "DELETE FROM " + table + " WHERE study_id = '" + attested.studyId() + "'");
            }
            assertThat(verify(new OneTransaction(connection))).isOne();
            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .contains(attested.study(), "problem=CUT_OFF", "sequence=1");
            connection.rollback();
        }
    }

    /** A seal, a record or an entry of the waiting list makes a trail. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aStudyWithAnythingInItsTrailIsVerified(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            makeStudies(connection);
            var waiting = study(connection);
            run(
                    connection,
                    "INSERT INTO audit_unsealed VALUES ('" + UUID.randomUUID() + "', '" + waiting.studyId()
                            + "', 'active')");
            var unsealed = study(connection);
            WrittenRecords.write(connection, unsealed, macs);
            var sealed = study(connection);
            run(
                    connection,
                    "INSERT INTO audit_seal (study_id, mode, sequence, record_id, key_id, hash) VALUES ('"
                            + sealed.studyId() + "', 'active', 1, '" + UUID.randomUUID()
                            + "', '1', CAST('' AS bytea))");
            study(connection);
            assertThat(verify(new OneTransaction(connection))).isEqualTo(3);
            assertThat(verified)
                    .containsExactlyInAnyOrder(ChainName.OF_THE_SERVICE, attested, young, waiting, unsealed, sealed);
            connection.rollback();
        }
    }

    @Test
    void ofPlantedTrailsThatAreNotEmptySomeAreVerified() throws SQLException, IOException {
        try (var connection = databases.get(0).connect()) {
            makeStudies(connection);
            run(
                    connection,
                    "INSERT INTO audit_chain SELECT RANDOM_UUID(), 'active', 1, CAST('' AS bytea), 0"
                            + " FROM SYSTEM_RANGE(1, " + (TrailsInOrder.MOST_OTHERS + 5) + ")");
            run(
                    connection,
                    "INSERT INTO audit_seal (study_id, mode, sequence, record_id, key_id, hash) SELECT study_id, mode, 1,"
                            + " RANDOM_UUID(), '1', CAST('' AS bytea) FROM audit_chain WHERE hash = CAST('' AS bytea)");
            assertThat(new AllTrails(new OneTransaction(connection), new Good(new OneTransaction(connection)))
                            .verify(file))
                    .isZero();
            assertThat(verified).hasSize(2 + TrailsInOrder.MOST_OTHERS).startsWith(ChainName.OF_THE_SERVICE, attested);
            assertThat(log.errors())
                    .containsExactly("SEVERE some audit trails without a checkpoint were not verified: verified="
                            + TrailsInOrder.MOST_OTHERS);
            connection.rollback();
        }
    }

    /** One with a checkpoint, and one without. */
    private void makeStudies(Connection connection) throws SQLException, IOException {
        for (var study : List.of(attested, young)) {
            add(connection, study);
            for (int i = 0; i < 2; i++) {
                var record = WrittenRecords.write(connection, study, macs);
                run(
                        connection,
                        "INSERT INTO audit_unsealed VALUES ('" + record.id() + "', '" + study.studyId()
                                + "', 'active')");
            }
            SealedTrail.seal(connection, macs);
            if (study.equals(attested)) {
                SealedTrail.writeCheckpoints(connection, macs, file);
            }
        }
    }

    private static ChainName study(Connection connection) throws SQLException {
        var study = new ChainName(UUID.randomUUID(), "active");
        add(connection, study);
        return study;
    }

    private static void add(Connection connection, ChainName study) throws SQLException {
        run(connection, "INSERT INTO study_mode (study_id, mode) VALUES ('" + study.studyId() + "', 'active')");
    }

    private static void plant(Connection connection, String sql) {
        Jdbc.update(
                connection,
                sql.formatted("u.study_id") + " FROM UNNEST(CAST(? AS uuid ARRAY)) AS u(study_id)",
                new Jdbc.Values(
                        "uuid", Stream.generate(UUID::randomUUID).limit(PLANTED).toArray()));
    }

    private int verify(OneTransaction transaction) {
        return new AllTrails(transaction, new Counting(transaction)).verify(file);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Verifies, and notes what is verified and with the file. */
    private class Counting extends TrailVerification {

        Counting(Jdbc jdbc) {
            super(jdbc, macs, Clock.systemUTC());
        }

        @Override
        public VerificationResult verify(ChainName chain, KnownPlaces.Source checkpoints) {
            verified.add(chain);
            readings += checkpoints == TrailsInOrder.NO_CHECKPOINTS ? 0 : 1;
            return super.verify(chain, checkpoints);
        }
    }

    /** Finds nothing. */
    private final class Good extends Counting {

        Good(Jdbc jdbc) {
            super(jdbc);
        }

        @Override
        public VerificationResult verify(ChainName chain, KnownPlaces.Source checkpoints) {
            verified.add(chain);
            return new VerificationResult(true, 0, 0, 0, 0, 0, null, null, null, null);
        }
    }
}
