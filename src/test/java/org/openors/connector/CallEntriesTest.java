package org.openors.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.audit.AuditTrail;
import org.openors.audit.PendingRecord;
import org.openors.audit.TrailDatabase;
import org.openors.database.TransactionTurns;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

class CallEntriesTest {

    private static final PendingRecord RECORD = new PendingRecord("{}", "1", new byte[32]);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final CallEntry entry = new CallEntry(
            new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.active), UUID.randomUUID()), UUID.randomUUID());
    private final CallEntries entries = new CallEntries();
    private final List<String> promised = new ArrayList<>();
    private TrailDatabase database;
    private Connection connection;
    private OneConnection tables;

    @BeforeEach
    void connect() throws SQLException {
        database = TrailDatabase.h2();
        connection = database.connect();
        tables = new OneConnection(connection);
        entries.jdbc = tables;
        entries.entities = tables.entities();
        entries.turns = new TransactionTurns() {
            @Override
            public boolean areOfTheEmbeddedDatabase() {
                return true;
            }
        };
        entries.seen = new SeenCalls();
        entries.audit = new AuditTrail() {
            @Override
            public void promise(UUID id, Duration within) {
                promised.add(id + " " + within);
            }
        };
    }

    @AfterEach
    void close() throws SQLException, IOException {
        connection.close();
        database.close();
    }

    @Test
    void oneCallAtATimeIsEnteredForADeviceAndItsRecordPromised() {
        entries.begin(entry, LIMIT, RECORD);
        assertThat(promised).containsExactly(entry.callId() + " PT20S");
        assertThatThrownBy(() -> entries.begin(entry, LIMIT, RECORD)).isInstanceOf(DeviceBusy.class);
        assertThat(entries.end(entry)).isTrue();
        assertThat(entries.end(entry)).isFalse();
        assertThat(promised).hasSize(1);
    }

    @Test
    void nobodyIsCalledIfTheDatabaseSwallowsTheEntry() {
        tables.swallow(values -> values.contains(entry.callId()));
        assertThatThrownBy(() -> entries.begin(entry, LIMIT, RECORD)).isInstanceOf(IllegalStateException.class);
        assertThat(promised).isEmpty();
    }
}
