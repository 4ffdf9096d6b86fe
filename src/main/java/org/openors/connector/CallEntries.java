package org.openors.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.openors.audit.AuditTrail;
import org.openors.audit.PendingRecord;
import org.openors.database.Jdbc;
import org.openors.database.LostRace;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/**
 * The entries of calls of remote connectors, one at a time for each device. All in the caller's transaction. An entry whose
 * time is over belongs to a node that died: it is closed with an audit record whose outcome is unknown.
 */
@ApplicationScoped
public class CallEntries {

    private static final Logger LOG = System.getLogger(CallEntries.class.getName());

    /** For the two transactions, and for clocks that differ. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final int MOST_AT_ONCE = 100;
    private static final String COLUMNS =
            "SELECT study_id, mode, inventory_id, call_id, ends_at, record, key_id, mac FROM connector_call ";
    private static final String OF_DEVICE = COLUMNS + "WHERE study_id = ? AND mode = ? AND inventory_id = ?";
    private static final String OVERDUE =
            COLUMNS + "WHERE ends_at <= ? ORDER BY ends_at FETCH FIRST " + MOST_AT_ONCE + " ROWS ONLY";
    private static final String INSERT = "INSERT INTO connector_call"
            + " (study_id, mode, inventory_id, call_id, ends_at, record, key_id, mac) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    private static final String DELETE =
            "DELETE FROM connector_call WHERE study_id = ? AND mode = ? AND inventory_id = ? AND call_id = ?";

    @PersistenceContext
    EntityManager entities;

    @Inject
    Jdbc jdbc;

    @Inject
    AuditTrail audit;

    @Inject
    RemotePairs pairs;

    @Inject
    Clock clock;

    private record Stored(CallEntry entry, Instant end, PendingRecord record) {

        static Stored of(ResultSet row) throws SQLException {
            var study = new StudyMode(row.getObject(1, UUID.class), Mode.valueOf(row.getString(2)));
            return new Stored(
                    new CallEntry(new DeviceKey(study, row.getObject(3, UUID.class)), row.getObject(4, UUID.class)),
                    row.getObject(5, OffsetDateTime.class).toInstant(),
                    new PendingRecord(row.getString(6), row.getString(7), row.getBytes(8)));
        }
    }

    /**
     * Enters that a connector is about to be called for the current request. There will be a record of the entry's id: this
     * node looks for its seal.
     *
     * @param limit how long the call takes at most
     * @throws IllegalStateException if the database does not store the entry, as a trigger or a rule swallows it
     * @throws DeviceBusy if another call for the device is under way, or its node has died and the entry is not closed yet
     * @throws LostRace if another one was entered at the same time
     */
    public void begin(CallEntry entry, Duration limit, PendingRecord record) {
        var device = entry.device();
        var others = jdbc.run(connection -> Jdbc.query(connection, OF_DEVICE, Stored::of, key(device)));
        others.forEach(other -> {
            throw new DeviceBusy(!clock.instant().isBefore(other.end()));
        });
        var most = limit.plus(MARGIN);
        var end = clock.instant().plus(most).atOffset(ZoneOffset.UTC);
        if (change(INSERT, key(device, entry.callId(), end, record.json(), record.keyId(), record.mac())) != 1) {
            throw new IllegalStateException("the database did not store the entry of a connector's call");
        }
        audit.promise(entry.callId(), most);
    }

    /**
     * By JPA, so that what JPA reads next in this transaction takes no second connection.
     *
     * @throws LostRace if another transaction has entered or ended a call for the device first
     */
    private int change(String statement, Object... values) {
        var query = entities.createNativeQuery(statement);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        try {
            return query.executeUpdate();
        } catch (PersistenceException failure) {
            throw LostRace.ifConflict("another request's call of a connector for the device came first", failure);
        }
    }

    /** Ends the entry. False if there is none: another node has closed it, as its time was over, or it was removed. */
    public boolean end(CallEntry entry) {
        return change(DELETE, key(entry.device(), entry.callId())) > 0;
    }

    /** Closes entries whose time is over, at most a hundred. */
    void closeOverdue() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        List<Stored> overdue = jdbc.run(connection -> Jdbc.query(connection, OVERDUE, Stored::of, now));
        overdue.forEach(this::close);
    }

    /** A request that has its record already was refused before it called: the answer to its first commit was lost. */
    private void close(Stored stored) {
        if (end(stored.entry()) && !audit.isWritten(stored.entry().callId())) {
            pairs.forget(stored.entry().device());
            recordAsUnknown(stored);
        }
    }

    private void recordAsUnknown(Stored stored) {
        try {
            audit.leftUnknown(stored.entry().callId(), stored.entry().device(), stored.record());
        } catch (IllegalArgumentException notOurs) {
            LOG.log(Level.ERROR, "an entry of a connector's call was changed and is not recorded: " + stored.entry());
        }
    }

    /** The parameters that name a device, and more. */
    private static Object[] key(DeviceKey device, Object... more) {
        var key = Stream.of(device.study().studyId(), device.study().mode().name(), device.inventoryId());
        return Stream.concat(key, Stream.of(more)).toArray();
    }
}
