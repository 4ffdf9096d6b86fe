package org.openors.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.openors.audit.AuditTrail;
import org.openors.audit.PendingRecord;
import org.openors.database.Jdbc;
import org.openors.database.LostRace;
import org.openors.database.TransactionTurns;
import org.openors.identity.DeviceKey;

/**
 * The entries of calls of remote connectors, one at a time for each device. All changes are in the caller's transaction. An
 * entry whose time is over belongs to a node that died: it is closed with an audit record whose outcome is unknown. Its time is
 * over by the database's clock, or as this node has seen it for too long.
 */
@ApplicationScoped
public class CallEntries {

    /** The database's time. On PostgreSQL CURRENT_TIMESTAMP would be that of the transaction's begin, before it waited for locks. */
    private static final String NOW_ON_H2 = "CURRENT_TIMESTAMP";

    private static final String NOW_ON_POSTGRESQL = "clock_timestamp()";

    /** For the two transactions. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    static final int PAGE = 100;
    private static final String COLUMNS =
            "SELECT study_id, mode, inventory_id, call_id, ends_at <= CURRENT_TIMESTAMP AS is_over, record, key_id, mac"
                    + " FROM connector_call ";
    private static final String OF_DEVICE = COLUMNS + "WHERE study_id = ? AND mode = ? AND inventory_id = ?";
    private static final String IN_ORDER = "ORDER BY study_id, mode, inventory_id FETCH FIRST " + PAGE + " ROWS ONLY";
    private static final String FIRST = COLUMNS + IN_ORDER;
    private static final String NEXT = COLUMNS + "WHERE (study_id, mode, inventory_id) > (?, ?, ?) " + IN_ORDER;
    private static final String INSERT = "INSERT INTO connector_call"
            + " (study_id, mode, inventory_id, call_id, ends_at, record, key_id, mac) VALUES (?1, ?2, ?3, ?4, "
            + "{now} + CAST(?5 AS BIGINT) * INTERVAL '0.001' SECOND, ?6, ?7, ?8)";
    private static final String DELETE =
            "DELETE FROM connector_call WHERE study_id = ? AND mode = ? AND inventory_id = ? AND call_id = ?";

    @PersistenceContext
    EntityManager entities;

    @Inject
    Jdbc jdbc;

    @Inject
    TransactionTurns turns;

    @Inject
    AuditTrail audit;

    @Inject
    RemotePairs pairs;

    @Inject
    AlteredEntries altered;

    @Inject
    SeenCalls seen;

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
        of(device).forEach(other -> {
            throw new DeviceBusy(device, isOver(other));
        });
        var most = limit.plus(MARGIN);
        var now = turns.areOfTheEmbeddedDatabase() ? NOW_ON_H2 : NOW_ON_POSTGRESQL;
        var values = key(device, entry.callId(), most.toMillis(), record.json(), record.keyId(), record.mac());
        if (change(INSERT.replace("{now}", now), values) != 1) {
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

    /** Whether its time is over. Who can write to the database can't put that off: this node goes by its memory, too. */
    boolean isOver(StoredCall call) {
        return call.isOver() || seen.isOverdue(call.callId());
    }

    /** The first page of all entries, in the order of their keys. Without a transaction. */
    List<StoredCall> first() {
        return query(FIRST);
    }

    /** The page after this entry. */
    List<StoredCall> after(StoredCall last) {
        return query(NEXT, last.studyId(), last.mode(), last.inventoryId());
    }

    /** The device's entry, if its time is over. */
    List<StoredCall> overdueOf(DeviceKey device) {
        return of(device).stream().filter(this::isOver).toList();
    }

    private List<StoredCall> of(DeviceKey device) {
        return query(OF_DEVICE, key(device));
    }

    private List<StoredCall> query(String sql, Object... parameters) {
        return jdbc.run(connection -> Jdbc.query(connection, sql, StoredCall::of, parameters));
    }

    /**
     * Ends an entry whose time is over, with a record. A request that has its record already was refused before it called: the
     * answer to its first commit was lost.
     *
     * @return whether the entry is gone
     */
    boolean close(CallEntry entry, PendingRecord record) {
        if (!end(entry)) {
            return of(entry.device()).stream().noneMatch(call -> Objects.equals(call.callId(), entry.callId()));
        }
        if (!audit.isWritten(entry.callId())) {
            pairs.forget(entry.device());
            recordAsUnknown(entry, record);
        }
        return true;
    }

    private void recordAsUnknown(CallEntry entry, PendingRecord record) {
        try {
            audit.leftUnknown(entry.callId(), entry.device(), record);
        } catch (IllegalArgumentException notOurs) {
            altered.changed(entry);
        }
    }

    /** The parameters that name a device, and more. */
    private static Object[] key(DeviceKey device, Object... more) {
        var key = Stream.of(device.study().studyId(), device.study().mode().name(), device.inventoryId());
        return Stream.concat(key, Stream.of(more)).toArray();
    }
}
