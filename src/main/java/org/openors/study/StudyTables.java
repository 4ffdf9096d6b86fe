package org.openors.study;

import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.identity.StudyMode;
import org.openors.input.Problems;
import org.openors.keys.Encryption;
import org.openors.study.StudyDataRow.RegistrationRow;

/**
 * Writes the tables of one study in one mode. A row that refers to something unknown is noted as a problem. After the
 * first problem, rows are only checked and no longer written.
 */
final class StudyTables {

    private final Connection connection;
    private final StudyMode study;
    private final Problems problems;

    StudyTables(Connection connection, StudyMode study, Problems problems) {
        this.connection = connection;
        this.study = study;
        this.problems = problems;
    }

    void write(StudyHeader header, Encryption encryption) {
        write(StudyHeader.TABLE, List.<Object[]>of(header.columns()));
        if (header.deviceService() != null) {
            var settings = header.deviceService().columns(password -> encryption.encrypt(password, study.toString()));
            write(DeviceService.TABLE, List.<Object[]>of(settings));
        }
    }

    /** @param rows some rows of the section, by their index in it */
    void write(Section section, Map<Integer, StudyDataRow> rows) {
        if (problems.isFull()) {
            return;
        }
        for (var other : section.references()) {
            requireKnown(section, rows, other);
        }
        if (section == Section.REGISTRATIONS) {
            requireOwnDevices(rows);
        }
        if (problems.isEmpty()) {
            write(
                    section.table(),
                    rows.values().stream().map(StudyDataRow::columns).toList());
        }
    }

    private void write(Upsert table, List<Object[]> rows) {
        table.write(connection, study, rows);
    }

    private void requireKnown(Section section, Map<Integer, StudyDataRow> rows, Section other) {
        var named =
                rows.values().stream().map(row -> section.reference(row, other)).toList();
        var key = other.table().key();
        var known = select(other.table().table(), key.name(), key.name(), key.type(), named);
        rows.forEach((index, row) -> {
            if (!known.containsKey(section.reference(row, other))) {
                problems.add(section.pathOf(index) + "/" + other.keyName(), "is not known");
            }
        });
    }

    /** A registered item keeps its device instance identifier, and no two items have the same one. */
    private void requireOwnDevices(Map<Integer, StudyDataRow> rows) {
        var registrations =
                rows.values().stream().map(RegistrationRow.class::cast).toList();
        var items = registrations.stream().map(RegistrationRow::inventoryId).toList();
        var devices = registrations.stream().map(RegistrationRow::deviceId).toList();
        var deviceOfItem = select("device_registration", "inventory_id", "device_id", "uuid", items);
        var itemOfDevice = select("device_registration", "device_id", "inventory_id", "uuid", devices);
        rows.forEach((index, row) -> {
            var registration = (RegistrationRow) row;
            var item = registration.inventoryId();
            var device = registration.deviceId();
            if (!deviceOfItem.getOrDefault(item, device).equals(device)
                    || !itemOfDevice.computeIfAbsent(device, first -> item).equals(item)) {
                problems.add(
                        Section.REGISTRATIONS.pathOf(index) + "/deviceId",
                        "is not this item's device instance identifier");
            }
        });
    }

    /** The values of the rows with one of the keys. An outer join, as H2 uses the index for this form only. */
    private Map<Object, Object> select(String table, String key, String value, String type, Collection<?> keys) {
        var sql = "SELECT t." + key + ", t." + value + " FROM UNNEST(CAST(? AS " + type
                + " ARRAY)) AS u(wanted) LEFT JOIN " + table + " t ON t.study_id = ? AND t.mode = ? AND t." + key
                + " = u.wanted";
        var wanted = new Values(type, keys.stream().distinct().toArray());
        var found = new HashMap<Object, Object>();
        Jdbc.query(
                connection,
                sql,
                row -> found.put(row.getObject(1), row.getObject(2)),
                wanted,
                study.studyId(),
                study.mode().name());
        return found;
    }
}
