package org.openors.audit.verification;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;

/** Reads the sealed records of one chain, page by page, and the last link that sealing stored. */
public final class SealedRecords {

    /** The most records that one page has. */
    public static final int PAGE = 1_000;

    private static final String PAGE_FROM =
            "SELECT s.sequence, s.record_id AS sealed_id, s.key_id AS seal_key_id, s.hash, r.*"
                    + " FROM audit_seal s LEFT JOIN audit_record r ON r.id = s.record_id"
                    + " WHERE s.study_id = ? AND s.mode = ? AND s.sequence BETWEEN ? AND ?"
                    + " ORDER BY s.sequence LIMIT " + PAGE;
    private static final String LINK = "SELECT sequence, hash FROM audit_seal"
            + " WHERE study_id = ? AND mode = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1";
    private static final String HEAD = "SELECT sequence, hash FROM audit_chain WHERE study_id = ? AND mode = ?";
    /** A place in the chain and the hash there. */
    public record Place(long sequence, byte[] hash) {}

    private final Connection connection;
    private final ChainName chain;

    public SealedRecords(Connection connection, ChainName chain) {
        this.connection = connection;
        this.chain = chain;
    }

    /** At most {@link #PAGE} records with these numbers, both bounds included. */
    public List<SealedRecord> page(long from, long to) {
        return ofTheChain(PAGE_FROM, SealedRecords::record, from, to);
    }

    /** The last sealed place up to this number; empty if there is none. */
    public Optional<Place> lastPlace(long upTo) {
        return ofTheChain(LINK, SealedRecords::place, upTo).stream().findFirst();
    }

    /** The last place that sealing has stored; empty if nothing was sealed. */
    Optional<Place> head() {
        return ofTheChain(HEAD, SealedRecords::place).stream().findFirst();
    }

    private <T> List<T> ofTheChain(String sql, Jdbc.Row<T> row, Object... more) {
        var parameters = Stream.concat(Stream.of(chain.studyId(), chain.mode()), Stream.of(more));
        return Jdbc.query(connection, sql, row, parameters.toArray());
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getLong(1), row.getBytes(2));
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
