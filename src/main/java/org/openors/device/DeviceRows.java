package org.openors.device;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openors.database.Jdbc;
import org.openors.study.DeviceConnection;
import org.openors.study.DeviceType;

/**
 * Reads a page of devices with one statement. Only the pairs of the page are joined with what study data says of their
 * devices: PostgreSQL takes such joins for rare, and would rather sort all devices of the study.
 */
final class DeviceRows {

    private static final String COLUMNS = "SELECT p.expires_at, p.inventory_id, p.subject_id, k.kit_type_id,"
            + " k.description, k.device_type, k.device_connection, r.device_id, r.version, p.access_id, p.issued_at,"
            + " p.issued_by, p.issued_by_name, p.named_access_id, p.attempts, u.subject_number, u.site_id, u.m_subject_id";

    private final PairRanges pairs;
    private final Instant now;
    private final int maxAttempts;

    DeviceRows(PairRanges pairs, Instant now, int maxAttempts) {
        this.pairs = pairs;
        this.now = now;
        this.maxAttempts = maxAttempts;
    }

    /** A device, and its position: a device whose pair is not known has one too, and shows no expiry. */
    record Row(FoundDevice device, DevicePosition position) {}

    List<Row> read(Connection connection) {
        return pairs.areNone() ? List.of() : Jdbc.query(connection, query(), this::row, pairs.values());
    }

    private String query() {
        return COLUMNS + " FROM (" + pairs.query() + ") p"
                + joined("subject", "u", "u.subject_id = p.subject_id")
                + joined("device_registration", "r", "r.inventory_id = p.inventory_id")
                + joined("inventory_item", "i", "i.inventory_id = p.inventory_id")
                + joined("kit_type", "k", "k.kit_type_id = i.kit_type_id")
                + " ORDER BY p.expires_at, p.inventory_id";
    }

    /** The study is not taken from the pairs: PostgreSQL would expect a study of the usual size, and read all of a large one. */
    private String joined(String table, String alias, String key) {
        return " JOIN " + table + " " + alias + " ON " + pairs.ofStudy(alias) + " AND " + key;
    }

    private Row row(ResultSet row) throws SQLException {
        var holder = new FoundDevice.Holder(row.getString(16), row.getString(17), row.getString(18));
        var position =
                new DevicePosition(row.getObject(1, OffsetDateTime.class).toInstant(), row.getObject(2, UUID.class));
        return new Row(FoundDevice.of(listed(row), holder, now, maxAttempts), position);
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
