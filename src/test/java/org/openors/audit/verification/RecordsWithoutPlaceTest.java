package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WrittenRecords;
import org.openors.audit.sealing.SealedTrail;
import org.openors.database.Jdbc;
import org.openors.identity.Identifier;
import org.openors.keys.TestKeys;

/** Records without a place: how many there are, and which is the first that should not be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordsWithoutPlaceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.125Z");
    private static final ChainName CHAIN = new ChainName(UUID.randomUUID(), "active");
    private static final ChainName OTHER = new ChainName(UUID.randomUUID(), "active");

    private TrailDatabase database;
    private AuditMacs macs;
    private Connection connection;
    private OneTransaction transaction;

    @BeforeAll
    void makeATrail(@TempDir Path directory) {
        database = TrailDatabase.h2();
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
    }

    @BeforeEach
    void begin() throws SQLException {
        connection = database.connect();
        transaction = new OneTransaction(connection);
    }

    @AfterEach
    void undo() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @AfterAll
    void stop() throws IOException {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, false", "PT60S, false", "PT60.001S, true", "PT8H, true"})
    void aRecordThatWaitsForMoreThanAMinuteIsAProblem(Duration wait, boolean isProblem) throws SQLException {
        var record = write(CHAIN, NOW.minus(wait));
        var withoutPlace = read(CHAIN);
        assertThat(withoutPlace.waiting()).isEqualTo(1);
        assertThat(names(withoutPlace.firstProblem()))
                .isEqualTo(isProblem ? List.of(record, Problem.NOT_SEALED) : List.of());
    }

    @Test
    void onlyWhatWaitsInThisTrailIsCounted() throws SQLException {
        write(CHAIN, NOW);
        SealedTrail.seal(connection, macs);
        for (int i = 0; i < 3; i++) {
            write(CHAIN, NOW);
        }
        write(OTHER, NOW);
        var withoutSeal = write(CHAIN, NOW);
        Jdbc.update(connection, "DELETE FROM audit_unsealed WHERE record_id = '" + withoutSeal + "'");
        var withoutPlace = read(CHAIN);
        assertThat(withoutPlace.waiting()).isEqualTo(3);
        assertThat(names(withoutPlace.firstProblem())).containsExactly(withoutSeal, Problem.CUT_OFF);
    }

    @Test
    void aTrailWhoseRecordsAreAllSealedTakesTheConnectionTwice() throws SQLException {
        write(CHAIN, NOW);
        write(CHAIN, NOW);
        SealedTrail.seal(connection, macs);
        var withoutPlace = read(CHAIN);
        assertThat(withoutPlace.waiting()).isZero();
        assertThat(withoutPlace.firstProblem()).isEmpty();
        assertThat(transaction.times()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, RecordsWithoutPlace.PAGE, RecordsWithoutPlace.PAGE + 1})
    void removedRecordsStillWaitHoweverManyTheyAre(int removed) {
        for (var trail : List.of(CHAIN, ChainName.OF_THE_SERVICE)) {
            Jdbc.update(
                    connection,
                    "INSERT INTO audit_unsealed SELECT RANDOM_UUID(), '" + trail.studyId() + "', '" + trail.mode()
                            + "' FROM SYSTEM_RANGE(1, " + removed + ")");
            // The service's own trail names those that no known study has.
            int expected = trail.equals(CHAIN) ? removed : 2 * removed;
            var withoutPlace = read(trail);
            assertThat(withoutPlace.waiting()).isEqualTo(expected);
            assertThat(withoutPlace.firstProblem())
                    .get()
                    .extracting(Finding::problem)
                    .isEqualTo(Problem.MISSING);
        }
    }

    /** The newest are read first. */
    @Test
    void theOldestOfMoreRecordsThanAPageHasIsTheFirstProblem() throws SQLException {
        var late = NOW.minus(Duration.ofHours(1));
        var oldest = write(CHAIN, late.minusMillis(2));
        write(CHAIN, late.minusMillis(1));
        for (int i = 2; i <= RecordsWithoutPlace.PAGE; i++) {
            write(CHAIN, late);
        }
        var withoutPlace = read(CHAIN);
        assertThat(withoutPlace.waiting()).isEqualTo(RecordsWithoutPlace.PAGE + 1);
        assertThat(names(withoutPlace.firstProblem())).containsExactly(oldest, Problem.NOT_SEALED);
    }

    private UUID write(ChainName trail, Instant occurredAt) throws SQLException {
        return WrittenRecords.write(connection, trail, macs, occurredAt).id();
    }

    private RecordsWithoutPlace read(ChainName trail) {
        return new RecordsWithoutPlace(trail, macs, transaction, NOW).read();
    }

    /** The record and its problem; empty if there is none. */
    private static List<Object> names(Optional<Finding> found) {
        return found.map(one -> List.<Object>of(Identifier.of(one.recordId()), one.problem()))
                .orElse(List.of());
    }
}
