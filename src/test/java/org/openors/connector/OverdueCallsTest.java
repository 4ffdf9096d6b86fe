package org.openors.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.LoggedLines;
import org.openors.audit.AuditTrail;
import org.openors.audit.PendingRecord;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WithDatabases;
import org.openors.background.TurnedClock;
import org.openors.database.Jdbc;
import org.openors.database.TransactionTurns;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/** Among the entries that dead nodes have left, somebody has planted rows. */
class OverdueCallsTest extends WithDatabases {

    private static final String GENUINE = "{}";
    private static final Instant OVER = Instant.now().minusSeconds(60);
    private static final Instant RUNNING = OVER.plusSeconds(3_600);
    private static final UUID STUDY = UUID.fromString("6F9619FF-8B86-D011-B42D-00C04FC964FF");

    @RegisterExtension
    final LoggedLines log = new LoggedLines(AlteredEntries.class);

    private final CallEntries entries = new CallEntries();
    private final OverdueCalls overdue = new OverdueCalls();
    private List<UUID> recorded;
    private List<UUID> unrecordable;
    private TurnedClock clock;
    private AtomicLong nanos;
    private Connection connection;
    private OneConnection tables;

    private void connect(TrailDatabase database) throws SQLException {
        connection = database.connect();
        tables = new OneConnection(connection);
        recorded = new ArrayList<>();
        unrecordable = new ArrayList<>();
        clock = new TurnedClock();
        entries.jdbc = tables;
        entries.entities = tables.entities();
        entries.pairs = new RemotePairs() {
            @Override
            public void forget(DeviceKey device) {}
        };
        entries.audit = new AuditTrail() {
            @Override
            public void promise(UUID id, Duration within) {}

            @Override
            public boolean isWritten(UUID id) {
                return recorded.contains(id);
            }

            @Override
            public void leftUnknown(UUID id, DeviceKey device, PendingRecord pending) {
                if (unrecordable.contains(id)) {
                    throw new IllegalStateException("a trigger refuses the record");
                }
                if (!pending.json().equals(GENUINE)) {
                    throw new IllegalArgumentException("it was changed");
                }
                recorded.add(id);
            }
        };
        entries.altered = new AlteredEntries();
        entries.altered.clock = clock;
        nanos = new AtomicLong(Long.MAX_VALUE - 1);
        entries.seen = new SeenCalls();
        entries.seen.nanos = nanos::get;
        overdue.seen = entries.seen;
        overdue.altered = entries.altered;
        overdue.entries = entries;
        overdue.closing = new CallClosing();
        overdue.closing.entries = entries;
        entries.turns = new TransactionTurns() {
            @Override
            public void awaitTurnToWrite() {}

            @Override
            public boolean areOfTheEmbeddedDatabase() {
                return !database.isPostgres();
            }
        };
        overdue.closing.turns = entries.turns;
    }

    @AfterEach
    void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void allWhoseTimeIsOverAreClosedPageAfterPage(TrailDatabase database) throws SQLException {
        connect(database);
        var calls = Stream.generate(() -> enter("active", OVER, GENUINE))
                .limit(2 * CallEntries.PAGE + 1)
                .toList();
        enter("active", RUNNING, GENUINE);
        overdue.close();
        assertThat(recorded).containsExactlyInAnyOrderElementsOf(calls);
        assertThat(left()).isEqualTo(1);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aRowThatCannotBeReadKeepsNoOtherFromBeingClosed(TrailDatabase database) throws SQLException {
        connect(database);
        enter("x", OVER, GENUINE);
        var genuine = enter("test", OVER, GENUINE);
        assertThatThrownBy(overdue::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("entries can't be read or removed count=1 items=");
        assertThat(recorded).containsExactly(genuine);
        assertThat(left()).isEqualTo(1);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void rowsThatCannotBeRemovedHideNoOtherHoweverMany(TrailDatabase database) throws SQLException {
        connect(database);
        var planted = Stream.generate(() -> enter("active", Instant.EPOCH, GENUINE))
                .limit(2 * CallEntries.PAGE)
                .toList();
        var genuine = enter("training", OVER, GENUINE);
        tables.swallow(values -> planted.contains(values.get(3)));
        assertThatThrownBy(overdue::close).hasMessageStartingWith("entries can't be read or removed count=200 items=");
        assertThat(recorded).containsExactly(genuine);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void oneWhoseRecordIsRefusedKeepsNoOtherFromBeingClosed(TrailDatabase database) throws SQLException {
        connect(database);
        unrecordable.add(enter("active", OVER, GENUINE));
        var genuine = enter("test", OVER, GENUINE);
        assertThatThrownBy(overdue::close)
                .hasMessageContaining("count=1")
                .hasRootCauseMessage("a trigger refuses the record");
        assertThat(recorded).containsExactly(genuine);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChangedOneIsRemovedAndNotRecorded(TrailDatabase database) throws SQLException {
        connect(database);
        enter("active", OVER, "{\"id\":\"other\"}");
        overdue.close();
        assertThat(recorded).isEmpty();
        assertThat(left()).isZero();
        assertThat(log.errors())
                .singleElement()
                .asString()
                .contains("an entry of a connector's call was changed and is not recorded");
    }

    /** Who can write to the database could fill the log else. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void ofManyChangedOnesThereAreTwoLinesWhichCountThemAll(TrailDatabase database) throws SQLException {
        connect(database);
        for (int i = 0; i < 30; i++) {
            enter("active", OVER, "{\"id\":\"other\"}");
        }
        overdue.close();
        assertThat(log.errors()).hasSize(1);
        clock.pass(Duration.ofSeconds(59));
        overdue.close();
        assertThat(log.errors()).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        overdue.close();
        overdue.close();
        assertThat(log.errors()).hasSize(2);
        assertThat(log.errors().get(0)).contains("count=1 entries=CallEntry[");
        assertThat(log.errors().get(1)).contains("was changed and is not recorded: count=29 entries=CallEntry[");
        assertThat(log.errors().get(1).split("CallEntry\\[")).hasSize(1 + 5);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aRequestClosesOnlyTheEntryOfItsDevice(TrailDatabase database) throws SQLException {
        connect(database);
        var item = UUID.randomUUID();
        var genuine = enter("active", item, OVER, GENUINE);
        enter("active", OVER, GENUINE);
        var device = new DeviceKey(new StudyMode(STUDY, Mode.active), item);
        overdue.close(device);
        assertThat(recorded).containsExactly(genuine);
        assertThat(left()).isEqualTo(1);

        enter("active", item, RUNNING, GENUINE);
        overdue.close(device);
        assertThat(recorded).hasSize(1);
    }

    /** Nodes' clocks may differ: an entry is written and judged by that of the database. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void anEntryEndsByTheClockOfTheDatabase(TrailDatabase database) throws SQLException {
        connect(database);
        for (var limit : List.of(Duration.ofSeconds(15), Duration.ofDays(2))) {
            var device = new DeviceKey(new StudyMode(STUDY, Mode.active), UUID.randomUUID());
            var entry = new CallEntry(device, UUID.randomUUID());
            entries.begin(entry, limit, new PendingRecord(GENUINE, "1", new byte[32]));
            assertThat(secondsLeft()).isBetween(limit.toSeconds(), limit.toSeconds() + 10);
            overdue.close();
            assertThat(recorded).isEmpty();
            Jdbc.update(connection, "UPDATE connector_call SET ends_at = CURRENT_TIMESTAMP - INTERVAL '1' SECOND");
            overdue.close();
            assertThat(recorded).containsExactly(entry.callId());
            recorded.clear();
        }
    }

    /** Else nobody would ever close it, and every operation on the device would be refused for ever. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void anEntryWhoseTimeWasPutOffIsClosedByTheMemoryOfTheNode(TrailDatabase database) throws SQLException {
        connect(database);
        var item = UUID.randomUUID();
        var call = enter("active", item, RUNNING, GENUINE);
        putOff(database);
        overdue.close();
        pass(SeenCalls.LONGEST.minusNanos(1));
        overdue.close();
        assertThat(isFoundOverdue(item)).isFalse();
        assertThat(recorded).isEmpty();
        pass(Duration.ofNanos(1));
        assertThat(isFoundOverdue(item)).isTrue();
        overdue.close();
        assertThat(recorded).containsExactly(call);
        assertThat(left()).isZero();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aRequestClosesTheEntryOfItsDeviceByTheMemoryOfTheNode(TrailDatabase database) throws SQLException {
        connect(database);
        var item = UUID.randomUUID();
        var call = enter("active", item, RUNNING, GENUINE);
        putOff(database);
        overdue.close();
        pass(SeenCalls.LONGEST);
        overdue.close(new DeviceKey(new StudyMode(STUDY, Mode.active), item));
        assertThat(recorded).containsExactly(call);
    }

    /** Of a device that is busy again and again no call is closed before its time. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void theTimeOfALaterCallBeginsAnew(TrailDatabase database) throws SQLException {
        connect(database);
        var item = UUID.randomUUID();
        enter("active", item, RUNNING, GENUINE);
        overdue.close();
        pass(SeenCalls.LONGEST);
        Jdbc.update(connection, "DELETE FROM connector_call");
        enter("active", item, RUNNING, GENUINE);
        overdue.close();
        assertThat(isFoundOverdue(item)).isFalse();
        assertThat(recorded).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void putOff(TrailDatabase database) {
        var never = database.isPostgres() ? "'infinity'" : "TIMESTAMP WITH TIME ZONE '9999-12-31 00:00:00+00'";
        Jdbc.update(connection, "UPDATE connector_call SET ends_at = " + never);
    }

    private boolean isFoundOverdue(UUID item) {
        var entry = new CallEntry(new DeviceKey(new StudyMode(STUDY, Mode.active), item), UUID.randomUUID());
        return catchThrowableOfType(
                        DeviceBusy.class,
                        () -> entries.begin(entry, Duration.ZERO, new PendingRecord(GENUINE, "1", new byte[32])))
                .isOverdue();
    }

    private long secondsLeft() {
        return Jdbc.query(
                        connection,
                        "SELECT EXTRACT(EPOCH FROM ends_at) - EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) FROM connector_call",
                        row -> row.getLong(1))
                .get(0);
    }

    private UUID enter(String mode, Instant end, String record) {
        return enter(mode, UUID.randomUUID(), end, record);
    }

    private UUID enter(String mode, UUID item, Instant end, String record) {
        var id = UUID.randomUUID();
        Jdbc.update(
                connection,
                "INSERT INTO connector_call VALUES (?, ?, ?, ?, ?, ?, '1', ?)",
                STUDY,
                mode,
                item,
                id,
                end.atOffset(ZoneOffset.UTC),
                record,
                new byte[32]);
        return id;
    }

    private int left() throws SQLException {
        return Jdbc.query(connection, "SELECT 1 FROM connector_call", row -> true)
                .size();
    }
}
