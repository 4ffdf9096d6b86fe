package org.openors.audit.sealing;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;

/** Reads which records wait to be sealed, and which are. */
@Stateless
public class WaitingList {

    /** The most records that one look reads. */
    static final int MOST = 10_000;

    /** Two statements, as for {@link SealingTables#waiting}. */
    private static final String FIRST = "SELECT record_id FROM audit_unsealed ORDER BY record_id LIMIT " + MOST;

    private static final String TIMES = "SELECT u.record_id, r.occurred_at"
            + " FROM UNNEST(CAST(? AS uuid ARRAY)) AS u(record_id) LEFT JOIN audit_record r ON r.id = u.record_id";
    private static final String COUNT = "SELECT COUNT(*) FROM audit_unsealed";

    @Inject
    Jdbc jdbc;

    /** The first records by id, and when they happened; null for a record that is gone. */
    public Map<UUID, Instant> first() {
        return jdbc.run(connection -> first(LockWaits.limitedOn(connection)));
    }

    static Map<UUID, Instant> first(Connection connection) {
        var ids = Jdbc.query(connection, FIRST, row -> row.getObject(1, UUID.class));
        var waiting = new HashMap<UUID, Instant>();
        Jdbc.forEach(
                connection,
                TIMES,
                row -> waiting.put(row.getObject(1, UUID.class), Jdbc.time(row, "occurred_at")),
                new Values("uuid", ids.toArray()));
        return waiting;
    }

    /** The number of all that wait. */
    public long count() {
        return jdbc.run(connection -> Jdbc.query(LockWaits.limitedOn(connection), COUNT, row -> row.getLong(1)))
                .get(0);
    }

    /** The seals of these records, as the database has them. */
    public Collection<SealedPlace> seals(Collection<UUID> records) {
        return jdbc.run(connection -> SealedPlaces.of(LockWaits.limitedOn(connection), records));
    }
}
