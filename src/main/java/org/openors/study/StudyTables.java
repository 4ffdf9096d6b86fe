package org.openors.study;

import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.identity.StudyMode;
import org.openors.input.Problems;

/**
 * Writes the tables of one study in one mode. A row that refers to something unknown is noted as a problem. After the
 * first problem, rows are only checked and no longer written.
 */
final class StudyTables {

    private static final String ITEMS_OF_DEVICES = "SELECT t.device_id, t.inventory_id"
            + " FROM UNNEST(CAST(? AS uuid ARRAY)) AS u(wanted) LEFT JOIN device_registration t"
            + " ON t.study_id = ? AND t.mode = ? AND t.device_id = u.wanted";

    private final Connection connection;
    private final StudyMode study;
    private final Problems problems;

    StudyTables(Connection connection, StudyMode study, Problems problems) {
        this.connection = connection;
        this.study = study;
        this.problems = problems;
    }

    /**
     * Checks rows and writes those that change.
     *
     * @param first the index of the first row in its section
     * @return the changes
     * @throws org.openors.database.LostRace if another transaction changed one of the rows since it was read
     */
    List<RowChange> write(Section section, int first, List<Object[]> rows) {
        var changes = changes(section, first, rows);
        section.table().write(connection, study, changes);
        return changes;
    }

    /** The changes that these rows make; none if there is a problem. Rows that take an item back are left out. */
    List<RowChange> changes(Section section, int first, List<Object[]> rows) {
        if (problems.isFull()) {
            return List.of();
        }
        for (var other : section.references()) {
            requireKnown(section, first, rows, other);
        }
        if (section == Section.REGISTRATIONS) {
            requireOwnDevices(first, rows);
        }
        if (!problems.isEmpty()) {
            return List.of();
        }
        boolean canTakeBack = section == Section.DISPENSATIONS;
        return section.table()
                .changes(
                        connection,
                        study,
                        rows.stream()
                                .filter(row -> !canTakeBack || !Section.takesBack(row))
                                .toList());
    }

    private void requireKnown(Section section, int first, List<Object[]> rows, Section other) {
        var named = rows.stream().map(row -> section.reference(row, other)).toList();
        var known = other.table().stored(connection, study, named);
        for (int i = 0; i < rows.size(); i++) {
            if (named.get(i) != null && !known.containsKey(named.get(i))) {
                problems.add(section.pathOf(first + i) + "/" + other.keyName(), "is not known");
            }
        }
    }

    /** A registered item keeps its device instance identifier, and no two items have the same one. */
    private void requireOwnDevices(int first, List<Object[]> rows) {
        int deviceId = Section.REGISTRATIONS.table().indexOf("device_id");
        var stored = Section.REGISTRATIONS
                .table()
                .stored(connection, study, rows.stream().map(row -> row[0]).toList());
        var itemOfDevice = itemsOf(rows.stream().map(row -> row[deviceId]).toList());
        for (int i = 0; i < rows.size(); i++) {
            var item = rows.get(i)[0];
            var device = rows.get(i)[deviceId];
            var registered = stored.get(item);
            boolean isOwn = registered == null || Objects.equals(registered[deviceId], device);
            if (!isOwn || !itemOfDevice.computeIfAbsent(device, free -> item).equals(item)) {
                problems.add(
                        Section.REGISTRATIONS.pathOf(first + i) + "/deviceId",
                        "is not this item's device instance identifier");
            }
        }
    }

    private Map<Object, Object> itemsOf(Collection<Object> devices) {
        var found = new HashMap<Object, Object>();
        Jdbc.query(
                connection,
                ITEMS_OF_DEVICES,
                row -> found.put(row.getObject(1), row.getObject(2)),
                new Values("uuid", devices.stream().distinct().toArray()),
                study.studyId(),
                study.mode().name());
        return found;
    }
}
