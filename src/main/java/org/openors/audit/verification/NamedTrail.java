package org.openors.audit.verification;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;

/**
 * A trail that a row of the database names. Anybody with the service's role may plant such rows: finding out what there is of
 * a thousand of them takes one statement, which looks at some places of indexes for each.
 *
 * @param isThere whether it has a seal, a record or an entry in the waiting list
 * @param isOfStudy whether {@code study_mode} names it
 * @param claimed the last place in {@code audit_chain}; 0 if it has no row
 */
record NamedTrail(ChainName name, boolean isThere, boolean isOfStudy, long claimed) {

    static final int PAGE = 1_000;

    private static final String NAMES = "(SELECT t.study_id, t.mode FROM %s t WHERE (t.study_id, t.mode) > (?, ?)"
            + " AND t.mode IS NOT NULL ORDER BY t.study_id, t.mode LIMIT " + PAGE + ")";
    /** Subqueries with MAX or a limit: for EXISTS PostgreSQL might read the whole tables. The waiting list has no index. */
    private static final String NEXT = "SELECT n.study_id, n.mode,"
            + " (SELECT MAX(s.sequence) FROM audit_seal s WHERE s.study_id = n.study_id AND s.mode = n.mode) IS NOT NULL"
            + " OR (SELECT a.mode FROM audit_record a WHERE a.study_id = n.study_id AND a.mode = n.mode"
            + " ORDER BY a.study_id, a.mode, a.occurred_at DESC, a.id DESC LIMIT 1) IS NOT NULL"
            + " OR w.mode IS NOT NULL AS is_there,"
            + " (SELECT MAX(m.mode) FROM study_mode m WHERE m.study_id = n.study_id AND m.mode = n.mode) IS NOT NULL"
            + " AS is_of_study,"
            + " (SELECT MAX(c.sequence) FROM audit_chain c WHERE c.study_id = n.study_id AND c.mode = n.mode) AS claimed"
            + " FROM " + NAMES + " n LEFT JOIN (SELECT DISTINCT u.study_id, u.mode FROM audit_unsealed u"
            + " JOIN " + NAMES + " p ON p.study_id = u.study_id AND p.mode = u.mode) w"
            + " ON w.study_id = n.study_id AND w.mode = n.mode ORDER BY n.study_id, n.mode";

    /** The trails that this table names next after another one. If there are fewer than {@link #PAGE}, they are the last. */
    static List<NamedTrail> next(Connection connection, String table, ChainName after) {
        var sql = NEXT.replace("%s", table);
        var id = after.studyId();
        return Jdbc.query(connection, sql, NamedTrail::of, id, after.mode(), id, after.mode());
    }

    private static NamedTrail of(ResultSet row) throws SQLException {
        return new NamedTrail(
                new ChainName(row.getObject("study_id", UUID.class), row.getString("mode")),
                row.getBoolean("is_there"),
                row.getBoolean("is_of_study"),
                row.getLong("claimed"));
    }
}
