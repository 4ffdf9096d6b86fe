package org.openors.audit.sealing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;

/**
 * Reads and writes the tables of sealing, in sets of rows. Call {@link #lock} before any method except {@link
 * #isAnyWaiting} and {@link #sinceCheckpoint}.
 */
final class SealingTables {

    /** The most records that one transaction seals. */
    static final int SET_SIZE = 2_000;

    private static final byte[] REMOVED = {};
    private static final String ANY_WAITING = "SELECT 1 FROM audit_unsealed LIMIT 1";
    private static final String LOCK =
            "SELECT since_checkpoint, checkpointed_at FROM audit_sealing FOR UPDATE SKIP LOCKED";
    private static final String WAITING = "SELECT u.record_id, u.study_id, u.mode, r.mac"
            + " FROM (SELECT record_id, study_id, mode FROM audit_unsealed LIMIT " + SET_SIZE + ") u"
            + " LEFT JOIN audit_record r ON r.id = u.record_id ORDER BY r.occurred_at, r.id";
    private static final String LAST_LINKS = "SELECT c.study_id, c.mode, c.sequence, c.hash FROM audit_chain c"
            + " JOIN UNNEST(CAST(? AS uuid ARRAY), CAST(? AS varchar ARRAY)) AS u(study_id, mode)"
            + " ON c.study_id = u.study_id AND c.mode = u.mode";
    private static final String SEAL = "INSERT INTO audit_seal (study_id, mode, sequence, record_id, key_id, hash)"
            + " SELECT u.study_id, u.mode, u.sequence, u.record_id, CAST(? AS varchar), u.hash"
            + " FROM UNNEST(CAST(? AS uuid ARRAY), CAST(? AS varchar ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS uuid ARRAY), CAST(? AS bytea ARRAY)) AS u(study_id, mode, sequence, record_id, hash)";
    private static final String STORE_LAST_LINKS = "MERGE INTO audit_chain c USING (SELECT u.* FROM UNNEST("
            + "CAST(? AS uuid ARRAY), CAST(? AS varchar ARRAY), CAST(? AS bigint ARRAY), CAST(? AS bytea ARRAY))"
            + " AS u(study_id, mode, sequence, hash)) s ON c.study_id = s.study_id AND c.mode = s.mode"
            + " WHEN MATCHED THEN UPDATE SET sequence = s.sequence, hash = s.hash"
            + " WHEN NOT MATCHED THEN INSERT (study_id, mode, sequence, hash, checkpointed)"
            + " VALUES (s.study_id, s.mode, s.sequence, s.hash, 0)";
    private static final String WAIT_NO_MORE =
            "DELETE FROM audit_unsealed WHERE record_id = ANY(CAST(? AS uuid ARRAY))";
    private static final String COUNT = "UPDATE audit_sealing SET since_checkpoint = since_checkpoint + ?";
    private static final String SINCE_CHECKPOINT = "SELECT since_checkpoint, checkpointed_at FROM audit_sealing";
    private static final String WITHOUT_CHECKPOINT =
            "SELECT study_id, mode, sequence, hash FROM audit_chain WHERE sequence > checkpointed ORDER BY 1, 2";
    private static final String MARK_AS_CHECKPOINTED =
            "UPDATE audit_chain SET checkpointed = sequence WHERE sequence > checkpointed";
    private static final String STORE_TIME = "UPDATE audit_sealing SET since_checkpoint = 0, checkpointed_at = ?";

    /** How many records were sealed since the last checkpoint, and when that was. */
    record SinceCheckpoint(long records, Instant time) {}

    private final Connection connection;

    SealingTables(Connection connection) {
        this.connection = connection;
    }

    boolean isAnyWaiting() {
        return !Jdbc.query(connection, ANY_WAITING, row -> true).isEmpty();
    }

    /** Lets only this transaction seal. False if another transaction has the lock. */
    boolean lock() {
        return !Jdbc.query(connection, LOCK, row -> true).isEmpty();
    }

    /** Waiting records, at most {@link #SET_SIZE}, oldest first. */
    List<WaitingRecord> waiting() {
        return Jdbc.query(connection, WAITING, SealingTables::waiting);
    }

    /** The last link of each of these chains, except chains without records. */
    Map<ChainName, ChainLink> lastLinks(Collection<ChainName> chains) {
        return Jdbc.query(
                        connection,
                        LAST_LINKS,
                        SealingTables::link,
                        Values.of("uuid", chains, ChainName::studyId),
                        Values.of("varchar", chains, ChainName::mode))
                .stream()
                .collect(Collectors.toMap(ChainLink::chain, link -> link));
    }

    /** Gives each record the place at the same index. The records then no longer wait. */
    void seal(List<WaitingRecord> records, List<ChainLink> places, String keyId) {
        var ids = Values.of("uuid", records, WaitingRecord::id);
        Jdbc.update(
                connection,
                SEAL,
                keyId,
                Values.of("uuid", places, link -> link.chain().studyId()),
                Values.of("varchar", places, link -> link.chain().mode()),
                Values.of("bigint", places, ChainLink::sequence),
                ids,
                hashes(places));
        Jdbc.update(connection, WAIT_NO_MORE, ids);
        Jdbc.update(connection, COUNT, records.size());
    }

    /** Stores the last link of each chain. */
    void storeLastLinks(Collection<ChainLink> last) {
        Jdbc.update(
                connection,
                STORE_LAST_LINKS,
                Values.of("uuid", last, link -> link.chain().studyId()),
                Values.of("varchar", last, link -> link.chain().mode()),
                Values.of("bigint", last, ChainLink::sequence),
                hashes(last));
    }

    SinceCheckpoint sinceCheckpoint() {
        return Jdbc.query(connection, SINCE_CHECKPOINT, SealingTables::sinceCheckpoint)
                .get(0);
    }

    /** The last links that no checkpoint covers yet. */
    List<ChainLink> withoutCheckpoint() {
        return Jdbc.query(connection, WITHOUT_CHECKPOINT, SealingTables::link);
    }

    /** Stores that checkpoints now cover all of {@link #withoutCheckpoint}. */
    void markAsCheckpointed(Instant time) {
        Jdbc.update(connection, MARK_AS_CHECKPOINTED);
        Jdbc.update(connection, STORE_TIME, time.atOffset(ZoneOffset.UTC));
    }

    private static Values hashes(Collection<ChainLink> links) {
        return new Values("bytea", links.stream().map(ChainLink::hash).toArray(byte[][]::new));
    }

    private static WaitingRecord waiting(ResultSet row) throws SQLException {
        var mac = row.getBytes("mac");
        return new WaitingRecord(row.getObject("record_id", UUID.class), chain(row), mac == null ? REMOVED : mac);
    }

    private static ChainLink link(ResultSet row) throws SQLException {
        return new ChainLink(chain(row), row.getLong("sequence"), row.getBytes("hash"));
    }

    private static ChainName chain(ResultSet row) throws SQLException {
        return new ChainName(row.getObject("study_id", UUID.class), row.getString("mode"));
    }

    private static SinceCheckpoint sinceCheckpoint(ResultSet row) throws SQLException {
        return new SinceCheckpoint(
                row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant());
    }
}
