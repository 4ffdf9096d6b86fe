package org.openors.audit.sealing;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.openors.audit.ChainName;
import org.openors.database.DatabaseFailed;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;

/** Reads what checkpoints are made of. It waits for no lock: nobody can stop the checkpoints by holding one. */
final class CheckpointTables {

    private static final String TOTAL = "SELECT COALESCE(SUM(sequence), 0) FROM audit_chain";
    private static final String HEADS = "SELECT c.study_id, c.mode, c.sequence, c.hash,"
            + " (SELECT MAX(x.sequence) FROM audit_seal x WHERE x.study_id = c.study_id AND x.mode = c.mode"
            + " AND x.sequence > c.sequence) AS beyond FROM audit_chain c";
    /**
     * The chains of all studies and of the service. It selects none of them itself: a statement that goes through millions of
     * planted rows before it finds one would reach its time limit.
     */
    private static final String OF_STUDIES = "SELECT n.study_id, n.mode, 0 AS sequence, CAST('' AS bytea) AS hash,"
            + " (SELECT MAX(x.sequence) FROM audit_seal x WHERE x.study_id = n.study_id AND x.mode = n.mode"
            + " AND x.sequence > 0) AS beyond, (SELECT MAX(c.mode) FROM audit_chain c"
            + " WHERE c.study_id = n.study_id AND c.mode = n.mode) AS of_row"
            + " FROM (SELECT study_id, mode FROM study_mode"
            + " UNION ALL SELECT CAST('" + ChainName.OF_THE_SERVICE.studyId() + "' AS uuid), '"
            + ChainName.OF_THE_SERVICE.mode() + "') n";

    private static final String LAST = "SELECT u.study_id, u.mode, (SELECT MAX(x.sequence) FROM audit_seal x"
            + " WHERE x.study_id = u.study_id AND x.mode = u.mode) AS last"
            + " FROM UNNEST(CAST(? AS uuid ARRAY), CAST(? AS varchar ARRAY)) AS u(study_id, mode)";

    private final Connection connection;

    CheckpointTables(Connection connection) {
        this.connection = connection;
    }

    /** The number of sealed records in all chains; -1 if the sum is no number, as in a column whose type was changed. */
    BigDecimal total() {
        return Jdbc.query(connection, TOTAL, CheckpointTables::total).get(0);
    }

    private static BigDecimal total(ResultSet row) throws SQLException {
        try {
            return row.getBigDecimal(1);
        } catch (SQLException noNumber) {
            return BigDecimal.valueOf(-1);
        }
    }

    /**
     * How far each chain has come, as {@code audit_chain} and {@code audit_seal} say. A chain that {@code audit_chain} does
     * not name is among them if it has seals and is that of a study or of the service.
     */
    void forEachHead(Consumer<ClaimedHead> head) {
        Jdbc.forEach(connection, HEADS, row -> {
            head.accept(head(row));
            return null;
        });
        Jdbc.forEach(connection, OF_STUDIES, row -> {
            if (row.getString("of_row") == null && row.getString("beyond") != null) {
                head.accept(head(row));
            }
            return null;
        });
    }

    /** The last place of each of these chains that has a seal. A chain without a seal has none. */
    List<ChainPlace> lastSealed(Collection<ChainName> chains) {
        return Jdbc.query(
                        connection,
                        LAST,
                        row -> new ChainPlace(chain(row), row.getLong("last")),
                        Values.of("uuid", chains, ChainName::studyId),
                        Values.of("varchar", chains, ChainName::mode))
                .stream()
                .filter(place -> place.sequence() > 0)
                .toList();
    }

    /** Whether a genuine seal is at its own place. */
    boolean isAtItsPlace(SealedPlace seal) {
        return SealedPlaces.isAtItsPlace(connection, seal);
    }

    /** Whether a statement of this transaction can still succeed. */
    boolean isUsable() {
        try {
            return !Jdbc.query(connection, "SELECT 1", row -> true).isEmpty();
        } catch (DatabaseFailed ended) {
            return false;
        }
    }

    /** The seals at these places, except where there is none. */
    Map<ChainPlace, SealedPlace> seals(Collection<ChainPlace> places) {
        return SealedPlaces.at(connection, places);
    }

    private static ClaimedHead head(ResultSet row) throws SQLException {
        var chain = chain(row);
        try {
            return new ClaimedHead(
                    chain, row.getLong("sequence"), row.getBytes("hash"), row.getObject("beyond", Long.class));
        } catch (SQLException unreadable) {
            return ClaimedHead.none(chain);
        }
    }

    private static ChainName chain(ResultSet row) throws SQLException {
        return new ChainName(row.getObject("study_id", UUID.class), row.getString("mode"));
    }
}
