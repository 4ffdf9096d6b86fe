package org.openors.audit.reading;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;

/**
 * A limited number of records of a trail, newest first. A filter that few records match is applied to one window after
 * the other: no statement goes through the whole trail.
 */
final class AuditWindow {

    private static final String SELECT = "SELECT a.occurred_at, a.id FROM audit_record a WHERE ";
    private static final String RANGE =
            " AND a.occurred_at >= ? AND a.occurred_at <= ? AND (a.occurred_at < ? OR a.id < ?)";
    private static final String OF_A_STUDY = SELECT + "a.study_id = ? AND a.mode = ? AND a.trail IS NULL" + RANGE
            + " ORDER BY a.study_id, a.mode, a.occurred_at DESC, a.id DESC";
    private static final String OF_THE_SERVICE = SELECT
            + "(a.study_id IS NULL OR a.mode IS NULL OR a.trail = 'service')" + RANGE
            + " ORDER BY a.occurred_at DESC, a.id DESC";

    private AuditWindow() {}

    /** The last record of the window of this size that begins before {@code before}; empty if there are fewer records. */
    static Optional<AuditPosition> end(
            Connection connection, AuditSelection selection, AuditPosition before, int size) {
        boolean isOfTheService = selection.trail().equals(ChainName.OF_THE_SERVICE);
        var filter = selection.filter();
        var start = before.orStartOf(filter.to());
        var values = new ArrayList<Object>(
                isOfTheService
                        ? List.of()
                        : List.of(selection.trail().studyId(), selection.trail().mode()));
        values.add(sql(filter.from() == null ? AuditPosition.EARLIEST : filter.from()));
        values.addAll(List.of(sql(start.time()), sql(start.time()), start.id()));
        var query = (isOfTheService ? OF_THE_SERVICE : OF_A_STUDY) + " OFFSET " + (size - 1)
                + " ROWS FETCH FIRST 1 ROWS ONLY";
        return Jdbc.query(connection, query, AuditWindow::position, values.toArray()).stream()
                .findFirst();
    }

    private static AuditPosition position(ResultSet row) throws SQLException {
        return new AuditPosition(row.getObject(1, OffsetDateTime.class).toInstant(), row.getObject(2, UUID.class));
    }

    private static Object sql(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
