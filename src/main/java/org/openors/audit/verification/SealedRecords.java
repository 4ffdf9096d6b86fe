package org.openors.audit.verification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;

/** Reads the sealed records of one chain, page by page, and how far the chain has come. */
public final class SealedRecords {

    /** The most records that one page has. */
    public static final int PAGE = 1_000;

    /** The seals are taken first: however many records there are, PostgreSQL looks up one page of them by their keys. */
    private static final String PAGE_FROM =
            "SELECT s.sequence, s.record_id AS sealed_id, s.key_id AS seal_key_id, s.hash,"
                    + " s.sealed_at, s.time_mac, r.* FROM (SELECT * FROM audit_seal"
                    + " WHERE study_id = ? AND mode = ? AND sequence BETWEEN ? AND ? ORDER BY sequence LIMIT " + PAGE
                    + ") s"
                    + " LEFT JOIN audit_record r ON r.id = s.record_id ORDER BY s.sequence";

    private static final String LINK = "SELECT sequence, hash FROM audit_seal"
            + " WHERE study_id = ? AND mode = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1";
    /** One statement, so that both are of the same moment. */
    private static final String BOUNDS = "SELECT c.sequence, c.hash,"
            + " (SELECT MAX(s.sequence) FROM audit_seal s WHERE s.study_id = ? AND s.mode = ?) AS last"
            + " FROM (SELECT 1 AS one) o LEFT JOIN audit_chain c ON c.study_id = ? AND c.mode = ?";

    private static final String COUNT = "SELECT COUNT(*) FROM audit_seal"
            + " WHERE study_id = ? AND mode = ? AND sequence > 0 AND sequence >= ? AND sequence < ?";
    /** A count of many millions at once would take longer than a statement may. */
    private static final long COUNTED_AT_ONCE = 1_000_000;

    /** A place in the chain, and the hash over all records up to it. */
    public record HashedPlace(long sequence, byte[] hash) {}

    /**
     * @param last the highest number that is sealed; 0 if there is none
     * @param head the last place that sealing has stored; null if there is none
     */
    record Bounds(long last, HashedPlace head) {}

    private final Jdbc jdbc;
    private final ChainName chain;

    /** @param jdbc each method takes one connection of it, for one statement */
    public SealedRecords(Jdbc jdbc, ChainName chain) {
        this.jdbc = jdbc;
        this.chain = chain;
    }

    /** At most {@link #PAGE} records with these numbers, both bounds included. */
    public List<SealedRecord> page(long from, long to) {
        return ofTheChain(PAGE_FROM, SealedRecords::record, from, to);
    }

    /** The last sealed place up to this number; empty if there is none. */
    public Optional<HashedPlace> lastPlace(long upTo) {
        return ofTheChain(LINK, SealedRecords::place, upTo).stream().findFirst();
    }

    /** How far the chain has come now. */
    Bounds bounds() {
        return ofTheChain(BOUNDS, SealedRecords::bounds, chain.studyId(), chain.mode())
                .get(0);
    }

    /** The number of seals before this number. A type that was changed may have some between two whole numbers. */
    long countBefore(long end) {
        long seals = 0;
        for (long from = 0; from < end; from += COUNTED_AT_ONCE) {
            seals += ofTheChain(COUNT, row -> row.getLong(1), from, Math.min(from + COUNTED_AT_ONCE, end))
                    .get(0);
        }
        return seals;
    }

    private <T> List<T> ofTheChain(String sql, Jdbc.Row<T> row, Object... more) {
        var parameters = Stream.concat(Stream.of(chain.studyId(), chain.mode()), Stream.of(more));
        return jdbc.run(connection -> Jdbc.query(connection, sql, row, parameters.toArray()));
    }

    private static Bounds bounds(ResultSet row) throws SQLException {
        return new Bounds(row.getLong("last"), row.getObject("sequence") == null ? null : place(row));
    }

    private static HashedPlace place(ResultSet row) throws SQLException {
        return new HashedPlace(row.getLong(1), row.getBytes(2));
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
                row.getBytes("hash"),
                Jdbc.time(row, "sealed_at"),
                row.getBytes("time_mac"));
    }
}
