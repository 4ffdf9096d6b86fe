package org.openors.device;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openors.credential.DeviceState;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.identity.StudyMode;
import org.openors.study.DeviceConnection;
import org.openors.study.DeviceType;

/**
 * Reads a page of devices with one statement. What was not redeemed and what is locked are each a range of an index, in the
 * order of the page and no longer than it.
 */
final class DeviceRows {

    private static final String SELECT =
            "SELECT c.expires_at, c.inventory_id, d.subject_id, k.kit_type_id, k.description,"
                    + " k.device_type, k.device_connection, r.device_id, r.version, CAST(c.access_id AS VARCHAR(100)) AS access_id,"
                    + " c.issued_at, c.issued_by, c.issued_by_name, %s,"
                    + " u.subject_number, u.site_id, u.m_subject_id FROM %s c"
                    + " JOIN dispensation d ON d.study_id = c.study_id AND d.mode = c.mode AND d.inventory_id = c.inventory_id"
                    + " AND d.subject_id = c.subject_id"
                    + " JOIN subject u ON u.study_id = d.study_id AND u.mode = d.mode AND u.subject_id = d.subject_id"
                    + " JOIN device_registration r ON r.study_id = c.study_id AND r.mode = c.mode"
                    + " AND r.inventory_id = c.inventory_id"
                    + " JOIN inventory_item i ON i.study_id = c.study_id AND i.mode = c.mode AND i.inventory_id = c.inventory_id"
                    + " JOIN kit_type k ON k.study_id = i.study_id AND k.mode = i.mode AND k.kit_type_id = i.kit_type_id"
                    + " WHERE c.study_id = ? AND c.mode = ?";

    /** Revoked pairs have a mark in the place of the access ID. */
    private static final String BUILT_IN =
            selectOf("CAST(c.named_access_id AS VARCHAR(100)) AS named_access_id, c.attempts", "bootstrap_credential")
                    + " AND c.redeemed_at IS NULL AND c.access_id NOT LIKE '-%'";

    /** Whether such a pair was redeemed is not known. Without an access ID it may have been replaced. */
    private static final String REMOTE =
            selectOf("c.access_id AS named_access_id, CAST(NULL AS INTEGER) AS attempts", "remote_pair")
                    + " AND c.access_id IS NOT NULL";

    private static String selectOf(String columns, String table) {
        return SELECT.replaceFirst("%s", columns).replace("%s", table);
    }

    private final StudyMode study;
    private final DeviceSelection selection;
    private final Optional<Set<String>> sites;
    private final Instant now;
    private final int maxAttempts;
    private final List<String> ways = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** @param sites only devices of subjects of these; empty for all */
    DeviceRows(StudyMode study, DeviceSelection selection, Optional<Set<String>> sites, Instant now, int maxAttempts) {
        this.study = study;
        this.selection = selection;
        this.sites = sites;
        this.now = now;
        this.maxAttempts = maxAttempts;
        if (sites.filter(Set::isEmpty).isEmpty()) {
            addUnlocked();
            addLocked();
        }
    }

    private void addUnlocked() {
        if (selection.has(DeviceState.AwaitingBootstrap) || selection.has(DeviceState.Expired)) {
            add(boundByStates(begun(BUILT_IN + " AND c.attempts < " + maxAttempts)), "c.redeemed_at,");
            add(boundByStates(begun(REMOTE)), "");
        }
    }

    private void addLocked() {
        if (selection.has(DeviceState.Locked)) {
            add(begun(BUILT_IN + " AND c.lock_mark = 1 AND c.attempts >= " + maxAttempts), "c.lock_mark,");
        }
    }

    private StringBuilder begun(String select) {
        values.addAll(List.of(study.studyId(), study.mode().name()));
        return new StringBuilder(select);
    }

    private StringBuilder boundByStates(StringBuilder way) {
        if (!selection.has(DeviceState.Expired)) {
            bound(way, " AND c.expires_at > ?", now);
        }
        if (!selection.has(DeviceState.AwaitingBootstrap)) {
            bound(way, " AND c.expires_at <= ?", now);
        }
        return way;
    }

    /** The first few: a page has them in its order. */
    private void add(StringBuilder way, String first) {
        sites.ifPresent(some -> {
            way.append(" AND u.site_id = ANY (?)");
            values.add(new Values("varchar", some.toArray()));
        });
        if (selection.expiresWithin() != null) {
            bound(way, " AND c.expires_at <= ?", now.plus(selection.expiresWithin()));
        }
        if (selection.after() != null) {
            bound(way, " AND c.expires_at >= ?", selection.after().expiresAt());
            bound(
                    way,
                    " AND (c.expires_at > ? OR c.inventory_id > ?)",
                    selection.after().expiresAt());
            values.add(selection.after().inventoryId());
        }
        ways.add("(" + way + " ORDER BY c.study_id, c.mode, " + first + " c.expires_at, c.inventory_id FETCH FIRST "
                + count() + " ROWS ONLY)");
    }

    private void bound(StringBuilder way, String condition, Instant time) {
        way.append(condition);
        values.add(time.atOffset(ZoneOffset.UTC));
    }

    /** One more than a page shows whether others follow. */
    private int count() {
        return selection.limit() + 1;
    }

    List<FoundDevice> read(Connection connection) {
        return ways.isEmpty() ? List.of() : Jdbc.query(connection, query(), this::device, values.toArray());
    }

    String query() {
        return "SELECT * FROM (" + String.join(" UNION ALL ", ways) + ") found ORDER BY expires_at, inventory_id"
                + " FETCH FIRST " + count() + " ROWS ONLY";
    }

    private FoundDevice device(ResultSet row) throws SQLException {
        var holder = new FoundDevice.Holder(row.getString(16), row.getString(17), row.getString(18));
        return FoundDevice.of(listed(row), holder, now, maxAttempts);
    }

    private static SubjectDeviceRow listed(ResultSet row) throws SQLException {
        return new SubjectDeviceRow(
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getString(5),
                DeviceType.valueOf(row.getString(6)),
                Optional.ofNullable(row.getString(7))
                        .map(DeviceConnection::valueOf)
                        .orElse(null),
                row.getObject(8, UUID.class),
                row.getLong(9),
                pair(row));
    }

    private static KnownPair pair(ResultSet row) throws SQLException {
        var subject = row.getObject(3, UUID.class);
        var accessId = row.getString(10);
        var issued = row.getObject(11, OffsetDateTime.class);
        var asker = row.getString(12);
        var name = row.getString(13);
        var expiry = row.getObject(1, OffsetDateTime.class);
        var attempts = row.getObject(15, Integer.class);
        return attempts == null
                ? KnownPair.remote(subject, accessId, issued, asker, name, expiry)
                : KnownPair.builtIn(subject, accessId, issued, asker, name, row.getString(14), expiry, attempts, null);
    }
}
