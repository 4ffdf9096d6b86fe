package org.openors.audit.reading;

import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openors.audit.AuditField;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;

/**
 * Reads a selection, newest first, as one range of the index on study, mode, time and id, or of that of the service's own
 * trail. The separate bound on the time is needed: both databases use it as the start of that range.
 */
final class AuditRows {

    /** The place is looked up row by row: PostgreSQL might join all places of the trail instead, and sort. */
    private static final String SELECT = "SELECT "
            + Arrays.stream(AuditField.values())
                    .map(field -> "a." + field.column())
                    .collect(Collectors.joining(", "))
            + ", (SELECT s.sequence FROM audit_seal s WHERE s.record_id = a.id AND %s) AS sequence FROM audit_record a WHERE ";

    private static final String RANGE =
            " AND a.occurred_at >= ? AND a.occurred_at <= ? AND (a.occurred_at < ? OR a.id < ?)";

    private static final String OF_A_STUDY = SELECT.replace("%s", "s.study_id = a.study_id AND s.mode = a.mode")
            + "a.study_id = ? AND a.mode = ? AND a.trail IS NULL" + RANGE;
    /** Names all columns of the index, also the two with one value: otherwise H2 sorts the rows itself. */
    private static final String NEWEST_OF_A_STUDY = " ORDER BY a.study_id, a.mode, a.occurred_at DESC, a.id DESC";

    /** The condition is that of the partial index, word by word. */
    private static final String OF_THE_SERVICE = SELECT.replace("%s", "s.study_id = ? AND s.mode = ?")
            + "(a.study_id IS NULL OR a.mode IS NULL OR a.trail = 'service')" + RANGE;

    private static final String NEWEST_OF_THE_SERVICE = " ORDER BY a.occurred_at DESC, a.id DESC";

    private final StringBuilder sql;
    private final String order;
    private final List<Object> values = new ArrayList<>();
    private final boolean isOfSites;

    AuditRows(AuditSelection selection, AuditPosition before) {
        boolean isOfTheService = selection.trail().equals(ChainName.OF_THE_SERVICE);
        sql = new StringBuilder(isOfTheService ? OF_THE_SERVICE : OF_A_STUDY);
        order = isOfTheService ? NEWEST_OF_THE_SERVICE : NEWEST_OF_A_STUDY;
        var filter = selection.filter();
        var start = before.orStartOf(filter.to());
        values.add(selection.trail().studyId());
        values.add(selection.trail().mode());
        values.add(sql(filter.from() == null ? AuditPosition.EARLIEST : filter.from()));
        values.add(sql(start.time()));
        values.add(sql(start.time()));
        values.add(start.id());
        having("subject_id", filter.subjectId());
        having("inventory_id", filter.inventoryId());
        having("actor", filter.actor());
        having("action", filter.action() == null ? null : filter.action().name());
        having("outcome", filter.outcome());
        selection.sites().ifPresent(this::havingSubjectsOf);
        isOfSites = selection.sites().isPresent();
    }

    /** Only records not older than this one. */
    AuditRows until(AuditPosition last) {
        sql.append(" AND a.occurred_at >= ? AND (a.occurred_at > ? OR a.id >= ?)");
        values.addAll(List.of(sql(last.time()), sql(last.time()), last.id()));
        return this;
    }

    /** The first {@code count} records; fewer if there are no more. */
    List<AuditEntry> read(Connection connection, int count) {
        return Jdbc.query(
                connection,
                query(count),
                row -> new AuditEntry(CanonicalRecord.of(row), row.getObject("sequence", Long.class), isOfSites),
                parameters());
    }

    /** The count is a literal, so that PostgreSQL plans for it. */
    String query(int count) {
        return sql + order + " FETCH FIRST " + count + " ROWS ONLY";
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

    /** The site is looked up row by row, as the place is. */
    private void havingSubjectsOf(Set<String> sites) {
        sql.append(" AND (SELECT u.site_id FROM subject u WHERE u.study_id = a.study_id AND u.mode = a.mode"
                + " AND u.subject_id = a.subject_id) = ANY (?)");
        values.add(new Values("varchar", sites.toArray()));
    }

    private static Object sql(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
