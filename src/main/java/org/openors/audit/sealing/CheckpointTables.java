package org.openors.audit.sealing;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;

/** Reads what checkpoints state. It takes no lock, so that nobody who holds one can end the checkpoints. */
final class CheckpointTables {

    private static final byte[] REMOVED = {};
    private static final String TOTAL = "SELECT COALESCE(SUM(sequence), 0) FROM audit_chain";
    private static final String HEADS = "SELECT c.study_id, c.mode, c.sequence, c.hash,"
            + " (SELECT MAX(x.sequence) FROM audit_seal x WHERE x.study_id = c.study_id AND x.mode = c.mode"
            + " AND x.sequence > c.sequence) AS beyond FROM audit_chain c";
    private static final String LAST = "SELECT MAX(sequence) FROM audit_seal WHERE study_id = ? AND mode = ?";
    private static final String PLACES = "SELECT s.study_id, s.mode, s.sequence, s.hash, s.key_id, r.mac,"
            + " b.hash AS before FROM UNNEST(CAST(? AS uuid ARRAY), CAST(? AS varchar ARRAY), CAST(? AS bigint ARRAY))"
            + " AS u(study_id, mode, sequence)"
            + " JOIN audit_seal s ON s.study_id = u.study_id AND s.mode = u.mode AND s.sequence = u.sequence"
            + " LEFT JOIN audit_record r ON r.id = s.record_id"
            + " LEFT JOIN audit_seal b ON b.study_id = u.study_id AND b.mode = u.mode AND b.sequence = u.sequence - 1";

    private final Connection connection;

    CheckpointTables(Connection connection) {
        this.connection = connection;
    }

    /** The number of sealed records in all chains. */
    BigDecimal total() {
        return Jdbc.query(connection, TOTAL, row -> row.getBigDecimal(1)).get(0);
    }

    /** How far each chain has come, as {@code audit_chain} and {@code audit_seal} say. */
    void forEachHead(Consumer<ClaimedHead> head) {
        Jdbc.forEach(connection, HEADS, row -> {
            head.accept(head(row));
            return null;
        });
    }

    /** The last place of the chain that has a seal; empty if none has. */
    Optional<Place> lastSealed(ChainName chain) {
        return Jdbc.query(connection, LAST, row -> row.getObject(1, Long.class), chain.studyId(), chain.mode()).stream()
                .filter(sequence -> sequence != null)
                .map(sequence -> new Place(chain, sequence))
                .findFirst();
    }

    /** The seals at these places, except where there is none. */
    Map<Place, SealedPlace> seals(Collection<Place> places) {
        return Jdbc.query(
                        connection,
                        PLACES,
                        CheckpointTables::seal,
                        Values.of("uuid", places, place -> place.chain().studyId()),
                        Values.of("varchar", places, place -> place.chain().mode()),
                        Values.of("bigint", places, Place::sequence))
                .stream()
                .collect(Collectors.toMap(SealedPlace::place, seal -> seal, (one, same) -> one));
    }

    private static ClaimedHead head(ResultSet row) throws SQLException {
        return new ClaimedHead(
                chain(row), row.getLong("sequence"), row.getBytes("hash"), row.getObject("beyond", Long.class));
    }

    private static SealedPlace seal(ResultSet row) throws SQLException {
        var mac = row.getBytes("mac");
        return new SealedPlace(
                new Place(chain(row), row.getLong("sequence")),
                row.getBytes("hash"),
                row.getString("key_id"),
                mac == null ? REMOVED : mac,
                row.getBytes("before"));
    }

    private static ChainName chain(ResultSet row) throws SQLException {
        return new ChainName(row.getObject("study_id", UUID.class), row.getString("mode"));
    }
}
