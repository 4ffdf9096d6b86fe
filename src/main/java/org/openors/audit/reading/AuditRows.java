package org.openors.audit.reading;

import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.openors.audit.AuditField;
import org.openors.audit.CanonicalRecord;
import org.openors.database.Jdbc;

/**
 * Reads a selection, newest first, as one range of the index on study, mode, time and id. The separate bound on the
 * time is needed: both databases use it as the start of that range.
 */
final class AuditRows {

    private static final String SELECT = "SELECT "
            + Arrays.stream(AuditField.values())
                    .map(field -> "a." + field.column())
                    .collect(Collectors.joining(", "))
            + ", s.sequence FROM audit_record a"
            + " LEFT JOIN audit_seal s ON s.study_id = a.study_id AND s.mode = a.mode AND s.record_id = a.id"
            + " WHERE a.study_id = ? AND a.mode = ? AND a.occurred_at >= ?"
            + " AND a.occurred_at <= ? AND (a.occurred_at < ? OR a.id < ?)";

    /** Names all columns of the index, also the two with one value: otherwise H2 sorts the rows itself. */
    private static final String NEWEST_FIRST = " ORDER BY a.study_id, a.mode, a.occurred_at DESC, a.id DESC";

    private final StringBuilder sql = new StringBuilder(SELECT);
    private final List<Object> values = new ArrayList<>();

    AuditRows(AuditSelection selection, AuditPosition before) {
        var filter = selection.filter();
        var start = before.orStartOf(filter.to());
        values.add(selection.study().studyId());
        values.add(selection.study().mode().name());
        values.add(sql(filter.from() == null ? AuditPosition.EARLIEST : filter.from()));
        values.add(sql(start.time()));
        values.add(sql(start.time()));
        values.add(start.id());
        having("subject_id", filter.subjectId());
        having("inventory_id", filter.inventoryId());
        having("actor", filter.actor());
        having("action", filter.action() == null ? null : filter.action().name());
        having("outcome", filter.outcome());
    }

    /** The first {@code count} records; fewer if there are no more. */
    List<AuditEntry> read(Connection connection, int count) {
        return Jdbc.query(
                connection,
                query(count),
                row -> new AuditEntry(CanonicalRecord.of(row), row.getObject("sequence", Long.class)),
                parameters());
    }

    /** The count is a literal, so that PostgreSQL plans for it. */
    String query(int count) {
        return sql + NEWEST_FIRST + " FETCH FIRST " + count + " ROWS ONLY";
    }

    Object[] parameters() {
        return values.toArray();
    }

    private void having(String column, Object value) {
        if (value != null) {
            sql.append(" AND a.").append(column).append(" = ?");
            values.add(value);
        }
    }

    private static Object sql(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
