package org.openors.audit.sealing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.database.LostRace;

/** Reads and writes the tables of sealing, in sets of rows. Call {@link #lock} before any method that writes. */
final class SealingTables {

    /** The most records that one transaction seals. */
    static final int SET_SIZE = 2_000;

    private static final String LOCK = "SELECT only_row FROM audit_sealing FOR UPDATE SKIP LOCKED";
    private static final String WAITING =
            "SELECT record_id FROM audit_unsealed WHERE record_id %s ORDER BY record_id LIMIT " + SET_SIZE;
    private static final String FIRST = WAITING.replace("%s", "IS NOT NULL");
    private static final String NEXT = WAITING.replace("%s", "> ?");
    private static final String LAST =
            "SELECT record_id FROM audit_unsealed WHERE record_id IS NOT NULL ORDER BY record_id DESC LIMIT 1";
    /** A column that somebody adds to the table comes after ours: of two with one name, the driver takes the first. */
    private static final String RECORDS = "SELECT u.record_id AS waiting_id, s.record_id IS NOT NULL AS is_sealed, r.*"
            + " FROM UNNEST(CAST(? AS uuid ARRAY)) AS u(record_id)"
            + " LEFT JOIN audit_record r ON r.id = u.record_id"
            + " LEFT JOIN audit_seal s ON s.record_id = u.record_id ORDER BY u.record_id";
    /** MAX tells whether there is a place beyond. For EXISTS PostgreSQL would read the whole table. */
    private static final String HEADS = "SELECT u.study_id, u.mode, c.sequence, c.hash, s.hash AS sealed, s.sealed_at,"
            + " (SELECT MAX(x.sequence) FROM audit_seal x WHERE x.study_id = u.study_id AND x.mode = u.mode"
            + " AND x.sequence > COALESCE(c.sequence, 0)) IS NOT NULL AS is_longer"
            + " FROM UNNEST(CAST(? AS uuid ARRAY), CAST(? AS varchar ARRAY)) AS u(study_id, mode)"
            + " LEFT JOIN audit_chain c ON c.study_id = u.study_id AND c.mode = u.mode"
            + " LEFT JOIN audit_seal s ON s.study_id = c.study_id AND s.mode = c.mode AND s.sequence = c.sequence";

    private static final String SEAL = "INSERT INTO audit_seal"
            + " (study_id, mode, sequence, record_id, key_id, hash, sealed_at, time_mac)"
            + " SELECT u.study_id, u.mode, u.sequence, u.record_id, CAST(? AS varchar), u.hash,"
            + " CAST(? AS timestamp(3) with time zone), u.time_mac"
            + " FROM UNNEST(CAST(? AS uuid ARRAY), CAST(? AS varchar ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS uuid ARRAY), CAST(? AS bytea ARRAY), CAST(? AS bytea ARRAY))"
            + " AS u(study_id, mode, sequence, record_id, hash, time_mac)";
    private static final String STORE_LAST_LINKS = "MERGE INTO audit_chain c USING (SELECT u.* FROM UNNEST("
            + "CAST(? AS uuid ARRAY), CAST(? AS varchar ARRAY), CAST(? AS bigint ARRAY), CAST(? AS bytea ARRAY))"
            + " AS u(study_id, mode, sequence, hash)) s ON c.study_id = s.study_id AND c.mode = s.mode"
            + " WHEN MATCHED THEN UPDATE SET sequence = s.sequence, hash = s.hash"
            + " WHEN NOT MATCHED THEN INSERT (study_id, mode, sequence, hash, checkpointed)"
            + " VALUES (s.study_id, s.mode, s.sequence, s.hash, 0)";
    private static final String WAIT_NO_MORE =
            "DELETE FROM audit_unsealed WHERE record_id = ANY(CAST(? AS uuid ARRAY))";
    /** Nodes of an earlier version decide by this count when a checkpoint is due. Somebody may have set it to the highest. */
    private static final String COUNT = "UPDATE audit_sealing SET since_checkpoint ="
            + " CASE WHEN since_checkpoint < 1000000000 THEN since_checkpoint ELSE 0 END + ?";

    private final Connection connection;

    SealingTables(Connection connection) {
        this.connection = connection;
    }

    /** The last entry of the waiting list; empty if no record waits. */
    Optional<UUID> lastWaiting() {
        return Jdbc.query(connection, LAST, SealingTables::id).stream().findFirst();
    }

    /** Lets only this transaction seal. False if another transaction has the lock. */
    boolean lock() {
        return !Jdbc.query(connection, LOCK, row -> true).isEmpty();
    }

    /**
     * The entries of the waiting list after this id, at most {@link #SET_SIZE}, in the order of their ids. In two statements:
     * of one with a limit PostgreSQL expects as many rows as the limit, and reads both big tables whole for a few records.
     *
     * @param after null for the first entries: no id is before all, as somebody may plant the lowest one
     */
    List<WaitingRecord> waiting(UUID after) {
        var ids = after == null
                ? Jdbc.query(connection, FIRST, SealingTables::id)
                : Jdbc.query(connection, NEXT, SealingTables::id, after);
        return Jdbc.query(connection, RECORDS, SealingTables::waiting, new Values("uuid", ids.toArray()));
    }

    /** The end of each of these chains. */
    Map<ChainName, ChainHead> heads(Collection<ChainName> chains) {
        return Jdbc.query(
                        connection,
                        HEADS,
                        row -> Map.entry(chain(row), head(row)),
                        Values.of("uuid", chains, ChainName::studyId),
                        Values.of("varchar", chains, ChainName::mode))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, another) -> one.ambiguous()));
    }

    /**
     * Gives each record its place. The records then no longer wait.
     *
     * @throws LostRace if the database keeps fewer seals, as a trigger can make it do
     */
    void seal(List<NewSeal> seals, String keyId, Instant now) {
        var ids = Values.of("uuid", seals, NewSeal::recordId);
        int kept = Jdbc.update(
                connection,
                SEAL,
                keyId,
                now.atOffset(ZoneOffset.UTC),
                Values.of("uuid", seals, seal -> seal.link().chain().studyId()),
                Values.of("varchar", seals, seal -> seal.link().chain().mode()),
                Values.of("bigint", seals, seal -> seal.link().sequence()),
                ids,
                bytes(seals.stream().map(seal -> seal.link().hash())),
                bytes(seals.stream().map(NewSeal::timeMac)));
        if (kept != seals.size()) {
            throw new LostRace("the database kept " + kept + " of " + seals.size() + " seals");
        }
        Jdbc.update(connection, WAIT_NO_MORE, ids);
        Jdbc.update(connection, COUNT, seals.size());
    }

    /** Stores the last link of each chain. */
    void storeLastLinks(Collection<ChainLink> last) {
        Jdbc.update(
                connection,
                STORE_LAST_LINKS,
                Values.of("uuid", last, link -> link.chain().studyId()),
                Values.of("varchar", last, link -> link.chain().mode()),
                Values.of("bigint", last, ChainLink::sequence),
                bytes(last.stream().map(ChainLink::hash)));
    }

    private static Values bytes(Stream<byte[]> values) {
        return new Values("bytea", values.toArray(byte[][]::new));
    }

    private static UUID id(ResultSet row) throws SQLException {
        return row.getObject(1, UUID.class);
    }

    private static WaitingRecord waiting(ResultSet row) throws SQLException {
        boolean isGone = row.getObject("id") == null;
        return new WaitingRecord(
                row.getObject("waiting_id", UUID.class),
                isGone ? null : CanonicalRecord.of(row),
                isGone ? "" : row.getString("key_id"),
                row.getBytes("mac"),
                row.getBoolean("is_sealed"));
    }

    private static ChainHead head(ResultSet row) throws SQLException {
        var hash = row.getBytes("hash");
        var noted = new ChainLink(chain(row), row.getLong("sequence"), hash, Jdbc.time(row, "sealed_at"));
        return new ChainHead(hash == null ? null : noted, row.getBytes("sealed"), row.getBoolean("is_longer"), false);
    }

    private static ChainName chain(ResultSet row) throws SQLException {
        return new ChainName(row.getObject("study_id", UUID.class), row.getString("mode"));
    }
}
