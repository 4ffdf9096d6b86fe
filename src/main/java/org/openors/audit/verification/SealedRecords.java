package org.openors.audit.verification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;

/** Reads one chain's sealed records page by page, and what the database knows of the chain beside them. */
public final class SealedRecords {

    /** The most records of one page. */
    public static final int PAGE = 1_000;

    private static final String PAGE_FROM =
            "SELECT s.sequence, s.record_id AS sealed_id, s.key_id AS seal_key_id, s.hash, r.*"
                    + " FROM audit_seal s LEFT JOIN audit_record r ON r.id = s.record_id"
                    + " WHERE s.study_id = ? AND s.mode = ? AND s.sequence BETWEEN ? AND ?"
                    + " ORDER BY s.sequence LIMIT " + PAGE;
    private static final String LINK = "SELECT sequence, hash FROM audit_seal"
            + " WHERE study_id = ? AND mode = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1";
    private static final String HEAD = "SELECT sequence, hash FROM audit_chain WHERE study_id = ? AND mode = ?";
    private static final String KNOWN =
            "SELECT 1 FROM study_mode WHERE study_id = ? AND mode = ? AND version IS NOT NULL";

    /** A place of the chain, and the hash there. */
    public record Place(long sequence, byte[] hash) {}

    private final Connection connection;
    private final ChainName chain;

    public SealedRecords(Connection connection, ChainName chain) {
        this.connection = connection;
        this.chain = chain;
    }

    /** Whether there is such a study, with a version in this mode. */
    public boolean areOfAKnownStudy() throws SQLException {
        try (var statement = ofTheChain(KNOWN);
                var rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    /** At most {@link #PAGE} records by their numbers, both bounds included. */
    public List<SealedRecord> page(long from, long to) throws SQLException {
        try (var statement = ofTheChain(PAGE_FROM)) {
            statement.setLong(3, from);
            statement.setLong(4, to);
            try (var rows = statement.executeQuery()) {
                var page = new ArrayList<SealedRecord>();
                while (rows.next()) {
                    page.add(record(rows));
                }
                return page;
            }
        }
    }

    /** The last place that is taken, up to this one. */
    public Optional<Place> lastPlace(long upTo) throws SQLException {
        try (var statement = ofTheChain(LINK)) {
            statement.setLong(3, upTo);
            return place(statement);
        }
    }

    /** The last place that sealing has noted. */
    Optional<Place> head() throws SQLException {
        try (var statement = ofTheChain(HEAD)) {
            return place(statement);
        }
    }

    private PreparedStatement ofTheChain(String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setObject(1, chain.studyId());
        statement.setString(2, chain.mode());
        return statement;
    }

    private static Optional<Place> place(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(new Place(rows.getLong(1), rows.getBytes(2))) : Optional.empty();
        }
    }

    private static SealedRecord record(ResultSet row) throws SQLException {
        boolean isGone = row.getObject("id") == null;
        return new SealedRecord(
                row.getLong("sequence"),
                row.getObject("sealed_id", UUID.class),
                isGone ? null : CanonicalRecord.of(row),
                isGone ? "" : row.getString("key_id"),
                isGone ? new byte[0] : row.getBytes("mac"),
                row.getString("seal_key_id"),
                row.getBytes("hash"));
    }
}
