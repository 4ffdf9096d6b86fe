package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.SealTime;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WithDatabases;
import org.openors.audit.WrittenRecords;
import org.openors.database.Jdbc;
import org.openors.database.TransactionTurns;
import org.openors.keys.TestKeys;

class SealingTest extends WithDatabases {

    private final ChainName chain = new ChainName(UUID.randomUUID(), "active");

    private AuditMacs macs;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainHasNoGapHoweverItsRecordsCome(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            write(connection, SealingTables.SET_SIZE + 1);
            assertThat(SealedTrail.seal(connection, macs)).isEqualTo(SealingTables.SET_SIZE);
            assertThat(SealedTrail.seal(connection, macs)).isEqualTo(1);
            write(connection, 3);
            assertThat(SealedTrail.seal(connection, macs)).isEqualTo(3);
            assertThat(SealedTrail.seal(connection, macs)).isZero();
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
            assertThat(SealedTrail.seal(dying, macs)).isEqualTo(2);
            assertThat(SealedTrail.seal(other, macs)).isZero();
            write(writer, 1);
            writer.commit();
            dying.rollback();
            dying.close();
            assertThat(SealedTrail.seal(other, macs)).isEqualTo(3);
            other.rollback();
            empty(other);
        }
    }

    /** Within a set. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void theOldestRecordComesFirst(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            var newestFirst = new ArrayList<UUID>();
            for (int i = 0; i < 8; i++) {
                var time = SealedTrail.CLOCK.instant().minusSeconds(i);
                newestFirst.add(
                        WrittenRecords.write(connection, chain, macs, time).id());
            }
            SealedTrail.seal(connection, macs);
            assertThat(Jdbc.query(
                            connection,
                            "SELECT record_id FROM audit_seal WHERE study_id = ? ORDER BY sequence DESC",
                            row -> row.getObject(1, UUID.class),
                            chain.studyId()))
                    .isEqualTo(newestFirst);
        }
    }

    /** Otherwise a connection would be held while it waits (ADR 24). */
    @Test
    void sealingAwaitsItsTurnBeforeItTakesAConnection() {
        var steps = new ArrayList<String>();
        var sealing = new Sealing();
        sealing.turns = new TransactionTurns() {
            @Override
            public void awaitTurnToWrite() {
                steps.add("turn");
            }
        };
        sealing.jdbc = new Jdbc() {
            @Override
            public <T> T run(Work<T> work) {
                steps.add("connection");
                return null;
            }
        };
        sealing.sealOneSet(null, any -> true);
        assertThat(steps).containsExactly("turn", "connection");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatNobodyVouchesForGetsNoPlace(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            WrittenRecords.write(connection, WrittenRecords.one(chain), "unknown", new byte[32]);
            write(connection, 1);
            assertThat(SealedTrail.seal(connection, macs)).isEqualTo(1);
            assertThat(sequences(connection)).containsExactly(1L);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aSealStatesItsTimeAndThatOfTheOneBefore(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            write(connection, 1);
            SealedTrail.seal(connection, macs);
            write(connection, 1);
            SealedTrail.seal(connection, macs);
            var times = times(connection);
            assertThat(times)
                    .hasSize(2)
                    .allSatisfy(time -> assertThat(time.time().isGenuine(macs, time.keyId(), time.mac()))
                            .isTrue());
            assertThat(times.get(1).time().previous()).isEqualTo(SealedTrail.CLOCK.instant());
            assertThat(times.get(0)
                            .time()
                            .isGenuine(macs, times.get(0).keyId(), times.get(1).mac()))
                    .isFalse();
        }
    }

    private record TimeOfASeal(SealTime time, String keyId, byte[] mac) {}

    private List<TimeOfASeal> times(Connection connection) {
        var before = new AtomicReference<Instant>();
        return Jdbc.query(
                connection,
                "SELECT * FROM audit_seal WHERE study_id = ? ORDER BY sequence",
                row -> {
                    var at = row.getObject("sealed_at", OffsetDateTime.class).toInstant();
                    return new TimeOfASeal(
                            new SealTime(
                                    chain,
                                    row.getLong("sequence"),
                                    row.getObject("record_id", UUID.class),
                                    row.getBytes("hash"),
                                    at,
                                    before.getAndSet(at)),
                            row.getString("key_id"),
                            row.getBytes("time_mac"));
                },
                chain.studyId());
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
