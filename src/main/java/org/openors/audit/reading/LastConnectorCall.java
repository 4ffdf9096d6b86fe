package org.openors.audit.reading;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.openors.database.Jdbc;
import org.openors.identity.StudyMode;

/**
 * The last call of a remote connector for a study, as the trail has it.
 *
 * @param at when the record was made
 * @param worked whether the connector did what it was asked
 * @param call what was called, its host, status and how long it took
 */
public record LastConnectorCall(Instant at, boolean worked, String call) {

    /** Older calls say little of now, and a search without an end would read the whole trail. */
    private static final Duration LOOK_BACK = Duration.ofDays(7);

    /** Without a method in front, no call was made. */
    private static final String LAST =
            "SELECT occurred_at, outcome, state_after, action, connector_call FROM audit_record"
                    + " WHERE study_id = ? AND mode = ? AND occurred_at > ? AND connector_call IS NOT NULL"
                    + " AND connector_call NOT LIKE 'host=%' ORDER BY occurred_at DESC, id DESC FETCH FIRST 1 ROW ONLY";

    /** Empty if there was none within the last seven days. */
    public static Optional<LastConnectorCall> of(Connection connection, StudyMode study, Instant now) {
        return Jdbc.query(
                        connection,
                        LAST,
                        row -> new LastConnectorCall(
                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                "Success".equals(row.getString(2))
                                        && (!"CHECK_DEVICE_SERVICE".equals(row.getString(4))
                                                || "Works".equals(row.getString(3))),
                                row.getString(5)),
                        study.studyId(),
                        study.mode().name(),
                        now.minus(LOOK_BACK).atOffset(ZoneOffset.UTC))
                .stream()
                .findFirst();
    }
}
