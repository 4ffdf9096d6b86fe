package org.openors.audit.sealing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.openors.audit.ChainName;

/** What sealing reads and writes, in sets of rows; all but {@link #isAnyWaiting} under the lock of {@link #lock}. */
final class SealingTables {

    /** The most records of one transaction. */
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
    private static final String MOVE_ON = "MERGE INTO audit_chain c USING (SELECT u.* FROM UNNEST("
            + "CAST(? AS uuid ARRAY), CAST(? AS varchar ARRAY), CAST(? AS bigint ARRAY), CAST(? AS bytea ARRAY))"
            + " AS u(study_id, mode, sequence, hash)) s ON c.study_id = s.study_id AND c.mode = s.mode"
            + " WHEN MATCHED THEN UPDATE SET sequence = s.sequence, hash = s.hash"
            + " WHEN NOT MATCHED THEN INSERT (study_id, mode, sequence, hash, checkpointed)"
            + " VALUES (s.study_id, s.mode, s.sequence, s.hash, 0)";
    private static final String WAIT_NO_MORE =
            "DELETE FROM audit_unsealed WHERE record_id = ANY(CAST(? AS uuid ARRAY))";
    private static final String COUNT = "UPDATE audit_sealing SET since_checkpoint = since_checkpoint + ?";
    private static final String UNCHECKED =
            "SELECT study_id, mode, sequence, hash FROM audit_chain WHERE sequence > checkpointed ORDER BY 1, 2";
    private static final String CHECKED =
            "UPDATE audit_chain SET checkpointed = sequence WHERE sequence > checkpointed";
    private static final String NOTE_TIME = "UPDATE audit_sealing SET since_checkpoint = 0, checkpointed_at = ?";

    /** How many records were sealed since the last checkpoint, and when that was. */
    record SinceCheckpoint(long records, Instant time) {}

    private final Connection connection;

    SealingTables(Connection connection) {
        this.connection = connection;
    }

    boolean isAnyWaiting() throws SQLException {
        try (var statement = connection.prepareStatement(ANY_WAITING);
                var rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    /** Makes this transaction the one that seals; false if another is at it. */
    boolean lock() throws SQLException {
        try (var statement = connection.prepareStatement(LOCK);
                var rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    /** Records that wait, at most {@link #SET_SIZE}, oldest first. */
    List<WaitingRecord> waiting() throws SQLException {
        try (var statement = connection.prepareStatement(WAITING);
                var rows = statement.executeQuery()) {
            var waiting = new ArrayList<WaitingRecord>();
            while (rows.next()) {
                waiting.add(waiting(rows));
            }
            return waiting;
        }
    }

    private static WaitingRecord waiting(ResultSet row) throws SQLException {
        var mac = row.getBytes("mac");
        return new WaitingRecord(row.getObject("record_id", UUID.class), chain(row), mac == null ? REMOVED : mac);
    }

    private static ChainName chain(ResultSet row) throws SQLException {
        return new ChainName(row.getObject("study_id", UUID.class), row.getString("mode"));
    }

    /** The last link of each of these chains that has one. */
    Map<ChainName, Link> lastLinks(Collection<ChainName> chains) throws SQLException {
        try (var statement = connection.prepareStatement(LAST_LINKS)) {
            setArray(statement, 1, "uuid", chains, ChainName::studyId);
            setArray(statement, 2, "varchar", chains, ChainName::mode);
            var links = new HashMap<ChainName, Link>();
            read(statement).forEach(link -> links.put(link.chain(), link));
            return links;
        }
    }

    /** Gives records their places, which are as many; then they wait no more. */
    void seal(List<WaitingRecord> records, List<Link> places, String keyId) throws SQLException {
        try (var statement = connection.prepareStatement(SEAL)) {
            statement.setString(1, keyId);
            setArray(statement, 2, "uuid", places, link -> link.chain().studyId());
            setArray(statement, 3, "varchar", places, link -> link.chain().mode());
            setArray(statement, 4, "bigint", places, Link::sequence);
            setArray(statement, 5, "uuid", records, WaitingRecord::id);
            setHashes(statement, 6, places);
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement(WAIT_NO_MORE)) {
            setArray(statement, 1, "uuid", records, WaitingRecord::id);
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement(COUNT)) {
            statement.setInt(1, records.size());
            statement.executeUpdate();
        }
    }

    /** Notes the last link of each chain. */
    void moveOn(Collection<Link> last) throws SQLException {
        try (var statement = connection.prepareStatement(MOVE_ON)) {
            setArray(statement, 1, "uuid", last, link -> link.chain().studyId());
            setArray(statement, 2, "varchar", last, link -> link.chain().mode());
            setArray(statement, 3, "bigint", last, Link::sequence);
            setHashes(statement, 4, last);
            statement.executeUpdate();
        }
    }

    SinceCheckpoint sinceCheckpoint() throws SQLException {
        try (var statement =
                        connection.prepareStatement("SELECT since_checkpoint, checkpointed_at FROM audit_sealing");
                var rows = statement.executeQuery()) {
            rows.next();
            return new SinceCheckpoint(
                    rows.getLong(1), rows.getObject(2, OffsetDateTime.class).toInstant());
        }
    }

    /** The last links that no checkpoint knows. */
    List<Link> unchecked() throws SQLException {
        try (var statement = connection.prepareStatement(UNCHECKED)) {
            return read(statement);
        }
    }

    /** Notes that checkpoints know all of {@link #unchecked}. */
    void checked(Instant time) throws SQLException {
        try (var statement = connection.prepareStatement(CHECKED)) {
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement(NOTE_TIME)) {
            statement.setObject(1, time.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static List<Link> read(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var links = new ArrayList<Link>();
            while (rows.next()) {
                links.add(new Link(chain(rows), rows.getLong("sequence"), rows.getBytes("hash")));
            }
            return links;
        }
    }

    private <T> void setArray(
            PreparedStatement statement, int index, String type, Collection<T> rows, Function<T, Object> column)
            throws SQLException {
        var values = rows.stream().map(column).toArray();
        statement.setArray(index, connection.createArrayOf(type, values));
    }

    private void setHashes(PreparedStatement statement, int index, Collection<Link> links) throws SQLException {
        var hashes = links.stream().map(Link::hash).toArray(byte[][]::new);
        statement.setArray(index, connection.createArrayOf("bytea", hashes));
    }
}
