package org.openors.study;

import static org.openors.study.Upsert.Column.flag;
import static org.openors.study.Upsert.Column.text;
import static org.openors.study.Upsert.Column.textThatStays;
import static org.openors.study.Upsert.Column.uuid;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.openors.database.LostRace;
import org.openors.database.SqlState;
import org.openors.identity.StudyMode;
import org.openors.input.Problems;
import org.openors.keys.Encryption;
import org.openors.study.StudyDataRow.Dispensation;
import org.openors.study.StudyDataRow.Item;
import org.openors.study.StudyDataRow.KitType;
import org.openors.study.StudyDataRow.Registration;
import org.openors.study.StudyDataRow.Subject;

/**
 * The tables of one study in one mode, written in sets of rows. A row that refers to something unknown is noted as a
 * problem; its set is not written.
 */
final class StudyTables implements AutoCloseable {

    private static final int SET_SIZE = 2_000;
    private static final Upsert STUDY =
            new Upsert("study_mode", List.of(), textThatStays("title"), textThatStays("version"));
    private static final Upsert SETTINGS = new Upsert(
            "device_service_settings",
            List.of(),
            text("connector"),
            text("iot_base_url"),
            text("url"),
            text("user_name"),
            textThatStays("password"),
            text("mhealth_study_id"),
            flag("change_reason_required"));
    private static final Upsert KIT_TYPES = new Upsert(
            "kit_type",
            List.of(text("kit_type_id")),
            text("description"),
            text("device_type"),
            text("device_connection"),
            text("device_model_urns"));
    private static final Upsert SUBJECTS = new Upsert(
            "subject",
            List.of(uuid("subject_id")),
            textThatStays("subject_number"),
            textThatStays("site_id"),
            textThatStays("m_subject_id"));
    private static final Upsert INVENTORY =
            new Upsert("inventory_item", List.of(uuid("inventory_id")), text("kit_type_id"));
    private static final Upsert DISPENSATIONS =
            new Upsert("dispensation", List.of(uuid("inventory_id")), uuid("subject_id"));
    private static final Upsert REGISTRATIONS = new Upsert(
            "device_registration", List.of(uuid("inventory_id")), uuid("device_id"), textThatStays("vendor_code"));

    private final Connection connection;
    private final StudyMode study;
    private final Problems problems;
    private final Map<StudyDataRow, Integer> set = new LinkedHashMap<>();

    StudyTables(Connection connection, StudyMode study, Problems problems) {
        this.connection = connection;
        this.study = study;
        this.problems = problems;
    }

    void writeHeader(StudyHeader header, Encryption encryption) throws SQLException {
        upsert(STUDY, List.<Object[]>of(new Object[] {header.title(), header.version()}));
        var settings = header.deviceService();
        if (settings != null) {
            var password =
                    settings.password() == null ? null : encryption.encrypt(settings.password(), study.toString());
            upsert(SETTINGS, List.<Object[]>of(new Object[] {
                settings.connector(),
                settings.iotBaseUrl(),
                settings.url(),
                settings.userName(),
                password,
                settings.mHealthStudyId(),
                settings.changeReasonRequired()
            }));
        }
    }

    /** Adds a row, which is written with its set. */
    void add(Section section, StudyDataRow row, int index) {
        set.put(row, index);
        if (set.size() == SET_SIZE) {
            flush(section);
        }
    }

    /** Writes the rows of the section that were added since the last set. */
    void flush(Section section) {
        try {
            if (!set.isEmpty() && !problems.isFull() && refersToKnown(section)) {
                upsert(
                        table(section),
                        set.keySet().stream().map(StudyTables::columns).toList());
            }
        } catch (SQLException failure) {
            throw translated(failure);
        }
        set.clear();
    }

    static RuntimeException translated(SQLException failure) {
        return SqlState.isConflict(failure)
                ? new LostRace("another change of this study came first", failure)
                : new IllegalStateException(failure);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static Upsert table(Section section) {
        return switch (section) {
            case KIT_TYPES -> KIT_TYPES;
            case SUBJECTS -> SUBJECTS;
            case INVENTORY -> INVENTORY;
            case DISPENSATIONS -> DISPENSATIONS;
            case REGISTRATIONS -> REGISTRATIONS;
        };
    }

    private static Object[] columns(StudyDataRow row) {
        if (row instanceof KitType kit) {
            return new Object[] {
                kit.kitTypeId(),
                kit.description(),
                kit.deviceType().name(),
                kit.deviceConnection() == null ? null : kit.deviceConnection().name(),
                String.join("\n", kit.deviceModelUrns())
            };
        }
        if (row instanceof Subject subject) {
            return new Object[] {subject.subjectId(), subject.subjectNumber(), subject.siteId(), subject.mSubjectId()};
        }
        if (row instanceof Item item) {
            return new Object[] {item.inventoryId(), item.kitTypeId()};
        }
        if (row instanceof Dispensation dispensation) {
            return new Object[] {dispensation.inventoryId(), dispensation.subjectId()};
        }
        var registration = (Registration) row;
        return new Object[] {registration.inventoryId(), registration.deviceId(), registration.vendorCode()};
    }

    private boolean refersToKnown(Section section) throws SQLException {
        return switch (section) {
            case KIT_TYPES, SUBJECTS -> true;
            case INVENTORY ->
                isKnown("kit_type", "kit_type_id", "varchar", "kitTypeId", row -> ((Item) row).kitTypeId());
            case DISPENSATIONS ->
                itemsAreKnown(row -> ((Dispensation) row).inventoryId())
                        & isKnown(
                                "subject", "subject_id", "uuid", "subjectId", row -> ((Dispensation) row).subjectId());
            case REGISTRATIONS -> itemsAreKnown(row -> ((Registration) row).inventoryId()) & devicesAreFree();
        };
    }

    private boolean itemsAreKnown(Function<StudyDataRow, UUID> inventoryId) throws SQLException {
        return isKnown("inventory_item", "inventory_id", "uuid", "inventoryId", inventoryId);
    }

    private <T> boolean isKnown(
            String table, String column, String type, String name, Function<StudyDataRow, T> reference)
            throws SQLException {
        var known = select(
                table,
                column,
                column,
                type,
                set.keySet().stream().map(reference).distinct().toList());
        return noProblem(name, "is not known", row -> known.containsKey(reference.apply(row)));
    }

    /** An item keeps the device instance identifier it was registered with, and no two items share one. */
    private boolean devicesAreFree() throws SQLException {
        var items = rows(Registration::inventoryId);
        var devices = rows(Registration::deviceId);
        var deviceOfItem = select("device_registration", "inventory_id", "device_id", "uuid", items);
        var itemOfDevice = select("device_registration", "device_id", "inventory_id", "uuid", devices);
        var inSet = new HashMap<Object, Object>();
        return noProblem("deviceId", "is not this item's device instance identifier", row -> {
            var registration = (Registration) row;
            return Objects.equals(
                            deviceOfItem.getOrDefault(registration.inventoryId(), registration.deviceId()),
                            registration.deviceId())
                    && Objects.equals(
                            itemOfDevice.getOrDefault(registration.deviceId(), registration.inventoryId()),
                            registration.inventoryId())
                    && inSet.put(registration.deviceId(), registration) == null;
        });
    }

    private List<UUID> rows(Function<Registration, UUID> id) {
        return set.keySet().stream().map(Registration.class::cast).map(id).toList();
    }

    private boolean noProblem(String name, String problem, java.util.function.Predicate<StudyDataRow> rule) {
        var bad = set.entrySet().stream()
                .filter(row -> !rule.test(row.getKey()))
                .sorted(Map.Entry.comparingByValue())
                .toList();
        bad.forEach(row -> problems.add(sectionOf(row.getKey()).pathOf(row.getValue()) + "/" + name, problem));
        return bad.isEmpty();
    }

    private static Section sectionOf(StudyDataRow row) {
        if (row instanceof Item) {
            return Section.INVENTORY;
        }
        return row instanceof Dispensation ? Section.DISPENSATIONS : Section.REGISTRATIONS;
    }

    /** The value column of the rows that have one of the keys; an outer join, as H2 uses the index for no other form. */
    private Map<Object, Object> select(String table, String key, String value, String type, Collection<?> keys)
            throws SQLException {
        var found = new HashMap<Object, Object>();
        try (var query = connection.prepareStatement("SELECT t." + key + ", t." + value + " FROM UNNEST(CAST(? AS "
                + type + " ARRAY)) AS u(wanted) LEFT JOIN " + table
                + " t ON t.study_id = ? AND t.mode = ? AND t." + key + " = u.wanted")) {
            query.setArray(1, connection.createArrayOf(type, keys.toArray()));
            query.setObject(2, study.studyId());
            query.setString(3, study.mode().name());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getObject(1), rows.getObject(2));
                }
            }
        }
        return found;
    }

    private void upsert(Upsert table, List<Object[]> rows) throws SQLException {
        table.write(connection, study, new ArrayList<>(rows));
    }
}
