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
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;

/** Reads what checkpoints state. It takes no lock, so that nobody who holds one can end the checkpoints. */
final class CheckpointTables {

    private static final String TOTAL = "SELECT COALESCE(SUM(sequence), 0) FROM audit_chain";
    private static final String HEADS = "SELECT c.study_id, c.mode, c.sequence, c.hash,"
            + " (SELECT MAX(x.sequence) FROM audit_seal x WHERE x.study_id = c.study_id AND x.mode = c.mode"
            + " AND x.sequence > c.sequence) AS beyond FROM audit_chain c";
    private static final String LAST = "SELECT MAX(sequence) FROM audit_seal WHERE study_id = ? AND mode = ?";

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
        return SealedPlaces.at(connection, places);
    }

    private static ClaimedHead head(ResultSet row) throws SQLException {
        return new ClaimedHead(
                chain(row), row.getLong("sequence"), row.getBytes("hash"), row.getObject("beyond", Long.class));
    }

    private static ChainName chain(ResultSet row) throws SQLException {
        return new ChainName(row.getObject("study_id", UUID.class), row.getString("mode"));
    }
}
