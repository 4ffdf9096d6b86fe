package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.LoggedLines;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.CheckpointFile;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WithDatabases;
import org.openors.audit.WrittenRecords;
import org.openors.audit.sealing.SealedTrail;
import org.openors.it.Scale;
import org.openors.keys.SecretKeys;
import org.openors.keys.TestKeys;
import org.openors.settings.GivenSettings;

/** Random tamperings with a chain, as only the database's owner can do them, each undone: every one is found, and where. */
class TamperingTest extends WithDatabases {

    private static final int TAMPERINGS = Scale.of(210, 420, 1_000);
    private static final int LENGTH = 24;
    private static final int CHECKPOINTED = 16;
    private static final Instant STATED = Instant.parse("2026-11-23T09:30:00Z");
    private static final Duration AGE = Duration.ofSeconds(214);

    @RegisterExtension
    final LoggedLines log = new LoggedLines(TrailVerification.class);

    private final ChainName chain = new ChainName(UUID.randomUUID(), "active");
    private final ChainName other = new ChainName(UUID.randomUUID(), "active");
    private final long seed = System.nanoTime();

    private SecretKeys keys;
    private AuditMacs macs;
    private final Map<TrailDatabase, CheckpointFile> checkpoints = new HashMap<>();

    @BeforeAll
    void makeChains(@TempDir Path directory) throws IOException, SQLException {
        keys = TestKeys.of(directory, "1:" + TestKeys.hex());
        macs = new AuditMacs(keys);
        for (var database : databases) {
            var file = new CheckpointFile(directory.resolve(database + ".ndjson"));
            try (var connection = database.connect()) {
                write(connection, CHECKPOINTED);
                SealedTrail.writeCheckpoints(connection, macs, file);
                checkpoints.put(database, file);
                write(connection, LENGTH - CHECKPOINTED);
                connection.commit();
            }
            database.removeTriggers();
        }
        assertThat(databases).hasSize(TrailDatabase.isH2Alone() ? 1 : 2);
    }

    private void write(Connection connection, int records) throws SQLException {
        for (int i = 0; i < records; i++) {
            WrittenRecords.write(connection, chain, macs);
            WrittenRecords.write(connection, other, macs);
            // One by one, so that chains of one set and of many come about alike.
            if (i % 3 == 0) {
                SealedTrail.seal(connection, macs);
            }
        }
        SealedTrail.seal(connection, macs);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void nothingIsFoundWhereNothingWasDone(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            assertThat(verify(connection, database))
                    .isEqualTo(new VerificationResult(
                            true, LENGTH, 0, 1, LENGTH, 0, null, "2026-11-23T09:30:00Z", AGE.toSeconds(), null));
            assertThat(verification(connection).verify(ChainName.OF_THE_SERVICE, checkpoints.get(database)))
                    .isEqualTo(new VerificationResult(true, 0, 0, 0, 0, 0, null, null, null, null));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void eachIsFoundAtItsPlace(TrailDatabase database) throws SQLException {
        var random = new Random(seed);
        var kinds = Tampering.Kind.values();
        try (var connection = database.connect()) {
            for (int i = 0; i < TAMPERINGS; i++) {
                var kind = kinds[i % kinds.length];
                var expected = new Tampering(connection, random, chain, other, LENGTH, CHECKPOINTED).with(kind);
                var result = verify(connection, database);
                connection.rollback();

                assertThat(result.valid()).isFalse();
                var found = result.firstProblem();
                assertThat(new Tampering.Expected(found.sequence(), found.problem()))
                        .as("%s, tampering %d, seed %d: %s", kind, i, seed, found.description())
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void withNoFileGivenTheCheckpointsOfThisNodeAreCompared(TrailDatabase database, @TempDir Path home)
            throws IOException, SQLException {
        GivenSettings.are(Map.of("ORS_HOME", home.toString()));
        try (var connection = database.connect()) {
            assertThat(verification(connection).verify(chain).checkpoints()).isZero();
            Files.copy(
                    checkpoints.get(database).path(),
                    CheckpointFile.ofThisNode().path());
            assertThat(verification(connection).verify(chain)).isEqualTo(verify(connection, database));
        } finally {
            GivenSettings.are(Map.of());
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void theLastPlaceUpToANumberIsTheNearestThatIsSealed(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            var records = new SealedRecords(new OneTransaction(connection), chain);
            for (var record : records.page(1, LENGTH)) {
                assertThat(records.lastPlace(record.sequence())).hasValueSatisfying(place -> {
                    assertThat(place.sequence()).isEqualTo(record.sequence());
                    assertThat(place.hash()).isEqualTo(record.hash());
                });
            }
            assertThat(records.lastPlace(Long.MAX_VALUE))
                    .map(SealedRecords.HashedPlace::sequence)
                    .contains((long) LENGTH);
            assertThat(records.lastPlace(0)).isEmpty();
        }
    }

    /** The triggers are gone in these databases, so what waits is put there by hand. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aWaitingRecordThatLeavesItsTrailIsFound(TrailDatabase database) throws SQLException {
        var unknown = UUID.randomUUID();
        assertThat(problemOfWaiting(database, "trail = 'none'", chain, chain)).isEqualTo(Problem.EDITED);
        assertThat(problemOfWaiting(database, "study_id = '" + unknown + "'", chain, chain))
                .isEqualTo(Problem.EDITED);
        var nobodys = new ChainName(unknown, "active");
        assertThat(problemOfWaiting(database, "study_id = '" + unknown + "'", nobodys, ChainName.OF_THE_SERVICE))
                .isEqualTo(Problem.EDITED);
        assertThat(problemOfWaiting(database, null, nobodys, ChainName.OF_THE_SERVICE))
                .isEqualTo(Problem.MISSING);
        assertThat(problemOfWaiting(database, "mode = 'active'", nobodys, ChainName.OF_THE_SERVICE))
                .isNull();
    }

    /**
     * @param set what is done to a waiting record; null if it is removed
     * @param entry the chain that its entry of the waiting list is made to name
     */
    private Problem problemOfWaiting(TrailDatabase database, String set, ChainName entry, ChainName verified)
            throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            var record = WrittenRecords.write(connection, chain, macs).id();
            statement.execute("INSERT INTO audit_unsealed VALUES ('" + record + "', '" + entry.studyId() + "', '"
                    + entry.mode() + "')");
            statement.execute((set == null ? "DELETE FROM audit_record" : "UPDATE audit_record SET " + set)
                    + " WHERE id = '" + record + "'");
            var found = verification(connection)
                    .verify(verified, checkpoints.get(database))
                    .firstProblem();
            connection.rollback();
            return found == null ? null : found.problem();
        }
    }

    /** Who owns the tables can also take away what keeps a column from being empty, and set a time without end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit_record mac NULL",
                "audit_record key_id NULL",
                "audit_record occurred_at NULL",
                "audit_record occurred_at 'infinity'",
                "audit_record occurred_at '-infinity'",
                "audit_seal hash NULL",
                "audit_seal sealed_at 'infinity'",
                "audit_seal time_mac NULL"
            })
    void aValueThatNoColumnShouldHaveIsFound(String tampering) throws SQLException {
        var database = TrailDatabase.postgresOf(databases);
        var part = tampering.split(" ");
        for (var isSealed : List.of(true, false)) {
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("ALTER TABLE " + part[0] + " ALTER COLUMN " + part[1] + " DROP NOT NULL");
                statement.execute("UPDATE " + part[0] + " SET " + part[1] + " = " + part[2] + " WHERE "
                        + (part[0].equals("audit_seal") ? "record_id" : "id")
                        + " = (SELECT record_id FROM audit_seal WHERE sequence = 5 AND study_id = '" + chain.studyId()
                        + "')");
                if (!isSealed) {
                    statement.execute(
                            "DELETE FROM audit_seal WHERE sequence > 4 AND study_id = '" + chain.studyId() + "'");
                }
                var found = verify(connection, database).firstProblem();
                connection.rollback();
                assertThat(found.sequence()).isEqualTo(5);
                assertThat(found.problem()).isEqualTo(isSealed ? Problem.EDITED : Problem.CUT_OFF);
            }
        }
    }

    /** More than a page has. In the service's own trail, too. */
    @ParameterizedTest
    @ValueSource(strings = {"occurred_at", "id"})
    void recordsWithoutATimeOrAnIdAreFoundAndHideNoProblemOfTheChain(String column) throws SQLException {
        var database = TrailDatabase.postgresOf(databases);
        for (var trail : List.of(chain, ChainName.OF_THE_SERVICE)) {
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("ALTER TABLE audit_record DROP CONSTRAINT audit_record_pkey");
                statement.execute("ALTER TABLE audit_record ALTER COLUMN " + column + " DROP NOT NULL");
                statement.execute("INSERT INTO audit_record (id, occurred_at, action, outcome, study_id, mode,"
                        + " peer_address, reference, key_id, mac) SELECT "
                        + (column.equals("id") ? "NULL, CURRENT_TIMESTAMP" : "gen_random_uuid(), NULL")
                        + ", 'LIST_DEVICES', 'Success', "
                        + (trail.equals(chain) ? "CAST('" + chain.studyId() + "' AS uuid)" : "NULL")
                        + ", 'active', '::1', '', '1', '' FROM generate_series(1, " + (RecordsWithoutPlace.PAGE + 1)
                        + ")");
                var found = verification(connection)
                        .verify(trail, checkpoints.get(database))
                        .firstProblem();
                assertThat(found.problem()).isEqualTo(Problem.EDITED);
                assertThat(found.description()).isEqualTo("a record lacks its id or its time");
                assertThat(found.recordId() == null).isEqualTo(column.equals("id"));
                new Tampering(connection, new Random(seed), chain, other, LENGTH, CHECKPOINTED)
                        .with(Tampering.Kind.THE_LAST_SEAL_IS_EDITED);
                assertThat(verify(connection, database).firstProblem().sequence())
                        .isEqualTo(LENGTH);
                connection.rollback();
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatIsFoundInTheChainIsToldAlsoIfOtherRecordsCanNotBeRead(TrailDatabase database) throws SQLException {
        for (var isTampered : List.of(false, true)) {
            try (var connection = database.connect()) {
                if (isTampered) {
                    new Tampering(connection, new Random(seed), chain, other, LENGTH, CHECKPOINTED)
                            .with(Tampering.Kind.THE_LAST_SEAL_IS_EDITED);
                }
                var unreadable = fake(Connection.class, (any, called, arguments) -> {
                    if (called.getName().equals("prepareStatement")
                            && ((String) arguments[0]).contains("audit_unsealed")) {
                        throw new SQLException("the table is gone");
                    }
                    return called.invoke(connection, arguments);
                });
                if (isTampered) {
                    assertThat(verify(unreadable, database).firstProblem().sequence())
                            .isEqualTo(LENGTH);
                    assertThat(log.errors())
                            .containsExactly("SEVERE records without a place in an audit trail can't be read study="
                                    + chain.study() + " mode=" + chain.mode());
                } else {
                    assertThatThrownBy(() -> verify(unreadable, database)).hasMessageContaining("the table is gone");
                }
                connection.rollback();
            }
        }
    }

    /** The service's own role may do that, too. A page of them is full. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    @Timeout(60)
    void sealsAtTheHighestNumbersEndTheVerification(TrailDatabase database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (long i = 0; i < SealedRecords.PAGE; i++) {
                statement.addBatch(
                        "INSERT INTO audit_seal (study_id, mode, sequence, record_id, key_id, hash) VALUES ('"
                                + chain.studyId() + "', '" + chain.mode() + "', " + (Long.MAX_VALUE - i) + ", '"
                                + UUID.randomUUID() + "', '1', CAST('' AS bytea))");
            }
            statement.executeBatch();
            var found = verify(connection, database).firstProblem();
            assertThat(found.sequence()).isEqualTo(LENGTH + 1);
            assertThat(found.problem()).isEqualTo(Problem.MISSING);
            connection.rollback();
        }
    }

    private VerificationResult verify(Connection connection, TrailDatabase database) {
        return verification(connection).verify(chain, checkpoints.get(database));
    }

    private TrailVerification verification(Connection connection) {
        return new TrailVerification(
                new OneTransaction(connection), macs, Clock.fixed(STATED.plus(AGE), ZoneOffset.UTC));
    }
}
