package org.openors.audit.verification;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openors.audit.AuditMacs;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;

/**
 * The records that have no place in their chain: those that wait for one, and those that lost theirs or never had one.
 * Each statement looks at one page of records. A record without an id or a time, as only the owner of the table can make
 * one, is a problem; pages pass it over.
 */
final class RecordsWithoutPlace {

    static final int PAGE = 2_000;

    private static final String BEFORE = " AND a.occurred_at <= ? AND (a.occurred_at < ? OR a.id < ?)";
    private static final String OF_A_STUDY = " WHERE a.study_id = ? AND a.mode = ? AND a.trail IS NULL";
    private static final String OF_THE_SERVICE = " WHERE (a.study_id IS NULL OR a.mode IS NULL OR a.trail = 'service')";
    private static final String NAMED = " AND a.occurred_at IS NOT NULL AND a.id IS NOT NULL";
    /** The index is gone along from its newest end; see {@code AuditRows}. */
    private static final String NEWEST_OF_A_STUDY =
            " ORDER BY a.study_id, a.mode, a.occurred_at DESC, a.id DESC LIMIT " + PAGE;

    private static final String NEWEST_OF_THE_SERVICE = " ORDER BY a.occurred_at DESC, a.id DESC LIMIT " + PAGE;
    /** Reads no record as long as both columns take no NULL: no index finds such records among those of the service. */
    private static final String UNNAMED =
            "SELECT a.id FROM audit_record a%s AND (a.occurred_at IS NULL OR a.id IS NULL)"
                    + " AND EXISTS (SELECT 1 FROM information_schema.columns c WHERE c.table_schema = CURRENT_SCHEMA"
                    + " AND LOWER(c.table_name) = 'audit_record' AND LOWER(c.column_name) IN ('id', 'occurred_at')"
                    + " AND c.is_nullable = 'YES') LIMIT 1";
    /** A chain begins at 1: a seal before that is none. */
    private static final String OWN_SEAL =
            " LEFT JOIN audit_seal s ON s.record_id = r.id AND s.study_id = ? AND s.mode = ? AND s.sequence > 0";

    private static final String PAGE_OF_IDS = "SELECT r.id, r.occurred_at, s.record_id AS sealed_id"
            + " FROM (SELECT a.id, a.occurred_at FROM audit_record a%s) r" + OWN_SEAL
            + " ORDER BY r.occurred_at DESC, r.id DESC";
    private static final String UNPLACED = "SELECT u.record_id AS waiting_id, r.* FROM audit_record r" + OWN_SEAL
            + " LEFT JOIN audit_unsealed u ON u.record_id = r.id"
            + " WHERE r.id = ANY(CAST(? AS uuid ARRAY)) AND s.record_id IS NULL ORDER BY r.occurred_at, r.id";
    private static final String PAGE_OF_WAITING = "SELECT u.record_id AS waiting_id, r.* FROM (SELECT w.record_id"
            + " FROM audit_unsealed w WHERE %s ORDER BY w.record_id LIMIT " + PAGE + ") u"
            + " LEFT JOIN audit_record r ON r.id = u.record_id ORDER BY u.record_id";
    private static final String NAMES_THE_STUDY = "w.study_id = ? AND w.mode = ?";
    /** Entries that name no known study are looked at with the service's own. */
    private static final String NAMES_NO_STUDY =
            "NOT EXISTS (SELECT 1 FROM study_mode m WHERE m.study_id = w.study_id AND m.mode = w.mode)";

    private static final String AFTER = " AND w.record_id > ?";

    private static final String NOT_AS_ITS_MAC = "the record, not sealed yet, is not as its MAC says";
    /** After every record that says when it happened. */
    private static final Instant UNDATED = Instant.MAX.minusSeconds(1);

    /** A record, when it happened, and whether it has a place. */
    private record Seen(UUID id, OffsetDateTime occurredAt, boolean isSealed) {}

    /** A record without a place. */
    private record Unplaced(
            UUID id, Instant occurredAt, boolean isWaiting, CanonicalRecord content, String keyId, byte[] mac) {}

    /** An entry of the waiting list, and its record; without content if that is gone. */
    private record Entry(UUID id, CanonicalRecord content, String keyId, byte[] mac) {}

    private final ChainName chain;
    private final AuditMacs macs;
    private final Jdbc database;
    private final Instant late;
    private long waiting;
    private Finding first;
    private Instant firstAt = Instant.MAX;

    /** @param now the time before anything was read */
    RecordsWithoutPlace(ChainName chain, AuditMacs macs, Jdbc database, Instant now) {
        this.chain = chain;
        this.macs = macs;
        this.database = database;
        this.late = now.minus(SealTimes.LIMIT);
    }

    RecordsWithoutPlace read() {
        Seen last = null;
        do {
            last = readPage(last);
        } while (last != null);
        UUID waitingLast = null;
        do {
            waitingLast = readWaiting(waitingLast);
        } while (waitingLast != null);
        return this;
    }

    /** The last record of the page; null if there are no more. */
    private Seen readPage(Seen last) {
        var page = database.run(connection -> {
            if (last == null) {
                lookForUnnamed(connection);
            }
            return ids(connection, last);
        });
        var unplaced =
                page.stream().filter(seen -> !seen.isSealed()).map(Seen::id).toList();
        if (!unplaced.isEmpty()) {
            database.run(connection -> readUnplaced(connection, unplaced)).forEach(this::check);
        }
        return page.size() < PAGE ? null : page.get(PAGE - 1);
    }

    private void lookForUnnamed(Connection connection) {
        var sql = UNNAMED.replace("%s", isOfTheService() ? OF_THE_SERVICE : OF_A_STUDY);
        Jdbc.query(connection, sql, row -> Optional.ofNullable(row.getObject(1, UUID.class)), names().toArray())
                .forEach(id -> note(
                        Finding.outside(id.orElse(null), Problem.EDITED, "a record lacks its id or its time"),
                        Instant.MIN));
    }

    private List<Seen> ids(Connection connection, Seen last) {
        var values = new ArrayList<>(names());
        if (last != null) {
            values.addAll(List.of(last.occurredAt(), last.occurredAt(), last.id()));
        }
        values.addAll(List.of(chain.studyId(), chain.mode()));
        var selected = (isOfTheService() ? OF_THE_SERVICE : OF_A_STUDY)
                + NAMED
                + (last == null ? "" : BEFORE)
                + (isOfTheService() ? NEWEST_OF_THE_SERVICE : NEWEST_OF_A_STUDY);
        return Jdbc.query(connection, PAGE_OF_IDS.replace("%s", selected), RecordsWithoutPlace::seen, values.toArray());
    }

    private boolean isOfTheService() {
        return chain.equals(ChainName.OF_THE_SERVICE);
    }

    /** What selects this trail; nothing for the service's own. */
    private List<Object> names() {
        return isOfTheService() ? List.of() : List.of(chain.studyId(), chain.mode());
    }

    private static Seen seen(ResultSet row) throws SQLException {
        return new Seen(
                row.getObject("id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class),
                row.getObject("sealed_id") != null);
    }

    /** The last entry of the page; null if there are no more. */
    private UUID readWaiting(UUID last) {
        var values = new ArrayList<>(names());
        if (last != null) {
            values.add(last);
        }
        var selected = (isOfTheService() ? NAMES_NO_STUDY : NAMES_THE_STUDY) + (last == null ? "" : AFTER);
        var sql = PAGE_OF_WAITING.replace("%s", selected);
        var page =
                database.run(connection -> Jdbc.query(connection, sql, RecordsWithoutPlace::entry, values.toArray()));
        page.forEach(this::check);
        return page.size() < PAGE ? null : page.get(PAGE - 1).id();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        boolean isGone = row.getObject("id") == null;
        return new Entry(
                row.getObject("waiting_id", UUID.class),
                isGone ? null : CanonicalRecord.of(row),
                row.getString("key_id"),
                row.getBytes("mac"));
    }

    /** The record may say that it is in another trail, or in none: it is checked all the same. */
    private void check(Entry entry) {
        if (entry.content() == null) {
            waiting++;
            note(Finding.outside(entry.id(), Problem.MISSING, "the record was removed before it was sealed"), UNDATED);
        } else if (!macs.verifies(entry.content(), entry.keyId(), entry.mac())) {
            note(Finding.outside(entry.id(), Problem.EDITED, NOT_AS_ITS_MAC), UNDATED);
        }
    }

    private List<Unplaced> readUnplaced(Connection connection, List<UUID> ids) {
        var values = Values.of("uuid", ids, id -> id);
        return Jdbc.query(connection, UNPLACED, RecordsWithoutPlace::unplaced, chain.studyId(), chain.mode(), values);
    }

    private static Unplaced unplaced(ResultSet row) throws SQLException {
        var time = row.getObject("occurred_at", OffsetDateTime.class);
        return new Unplaced(
                row.getObject("id", UUID.class),
                time == null ? Instant.MIN : time.toInstant(),
                row.getObject("waiting_id") != null,
                CanonicalRecord.of(row),
                row.getString("key_id"),
                row.getBytes("mac"));
    }

    private void check(Unplaced record) {
        boolean isGenuine = macs.verifies(record.content(), record.keyId(), record.mac());
        waiting += record.isWaiting() ? 1 : 0;
        problem(record.id(), record.isWaiting(), isGenuine, record.occurredAt().isBefore(late))
                .ifPresent(found -> note(found, record.occurredAt()));
    }

    private static Optional<Finding> problem(UUID id, boolean isWaiting, boolean isGenuine, boolean isLate) {
        if (!isGenuine) {
            return Optional.of(
                    isWaiting
                            ? Finding.outside(id, Problem.EDITED, NOT_AS_ITS_MAC)
                            : Finding.outside(
                                    id, Problem.INSERTED, "no key vouches for the record, and it was never sealed"));
        }
        if (!isWaiting) {
            return Optional.of(Finding.outside(id, Problem.CUT_OFF, "the record is genuine, but its seal is gone"));
        }
        return isLate
                ? Optional.of(Finding.outside(
                        id, Problem.NOT_SEALED, "the record has waited for its seal for more than 60 s"))
                : Optional.empty();
    }

    /** The oldest is the first. */
    private void note(Finding finding, Instant at) {
        if (at.isBefore(firstAt)) {
            first = finding;
            firstAt = at;
        }
    }

    /** The number of records that wait for their place. */
    long waiting() {
        return waiting;
    }

    Optional<Finding> firstProblem() {
        return Optional.ofNullable(first);
    }
}
