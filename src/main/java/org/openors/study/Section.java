package org.openors.study;

import static org.openors.study.Column.lines;
import static org.openors.study.Column.text;
import static org.openors.study.Column.uuid;

import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.openors.audit.AuditAction;
import org.openors.audit.ObjectChange;
import org.openors.input.JsonFields;
import org.openors.input.Problems;
import org.openors.study.StudyDataRow.DispensationRow;
import org.openors.study.StudyDataRow.ItemRow;
import org.openors.study.StudyDataRow.KitTypeRow;
import org.openors.study.StudyDataRow.RegistrationRow;
import org.openors.study.StudyDataRow.SiteRow;
import org.openors.study.StudyDataRow.SubjectRow;

/**
 * The lists of a study-data document. A section comes after the sections that its rows refer to. Each has the table
 * for its rows, and the earlier sections that its rows refer to by key.
 */
enum Section {
    KIT_TYPES(
            "kitTypes",
            KitTypeRow::columns,
            AuditAction.IMPORT_KIT_TYPE,
            new Upsert(
                    "kit_type",
                    text("kit_type_id", "kitTypeId"),
                    text("description", "description"),
                    text("device_type", "deviceType"),
                    text("device_connection", "deviceConnection"),
                    lines("device_model_urns", "deviceModelUrns"))),
    SUBJECTS(
            "subjects",
            SubjectRow::columns,
            AuditAction.IMPORT_SUBJECT,
            new Upsert(
                    "subject",
                    uuid("subject_id", "subjectId"),
                    text("subject_number", "subjectNumber"),
                    text("site_id", "siteId"),
                    text("m_subject_id", "mSubjectId"))),
    INVENTORY(
            "inventory",
            ItemRow::columns,
            AuditAction.IMPORT_ITEM,
            new Upsert("inventory_item", uuid("inventory_id", "inventoryId"), text("kit_type_id", "kitTypeId")),
            KIT_TYPES),
    DISPENSATIONS(
            "dispensations",
            DispensationRow::columns,
            AuditAction.DISPENSE_ITEM,
            new Upsert("dispensation", uuid("inventory_id", "inventoryId"), uuid("subject_id", "subjectId")),
            INVENTORY,
            SUBJECTS),
    REGISTRATIONS(
            "registrations",
            RegistrationRow::columns,
            AuditAction.IMPORT_REGISTRATION,
            Upsert.versioned(
                    "device_registration",
                    uuid("inventory_id", "inventoryId"),
                    uuid("device_id", "deviceId"),
                    text("vendor_code", "vendorCode")),
            INVENTORY),
    SITES(
            "sites",
            SiteRow::columns,
            AuditAction.IMPORT_SITE,
            new Upsert(
                    "site",
                    text("site_id", "siteId"),
                    text("name", "name"),
                    text("time_zone", "timeZone"),
                    text("language", "language")));

    /** Kit types may be short: 45 characters of a document. */
    static final int MOST_KIT_TYPES = 100_000;

    /** Of a document, and of a study: all of its sites are listed at once. */
    static final int MOST_SITES = 5_000;

    private final String wireName;
    private final Function<JsonFields, Object[]> columnsOf;
    private final AuditAction action;
    private final Upsert table;
    private final List<Section> references;

    Section(
            String wireName,
            Function<JsonFields, Object[]> columnsOf,
            AuditAction action,
            Upsert table,
            Section... references) {
        this.wireName = wireName;
        this.columnsOf = columnsOf;
        this.action = action;
        this.table = table;
        this.references = List.of(references);
    }

    static Optional<Section> named(String name) {
        return Arrays.stream(values())
                .filter(section -> section.wireName.equals(name))
                .findFirst();
    }

    String wireName() {
        return wireName;
    }

    /** How many rows a document may have. Rows with UUIDs are long enough: the limit on the body's size limits them. */
    int most() {
        return switch (this) {
            case KIT_TYPES -> MOST_KIT_TYPES;
            case SITES -> MOST_SITES;
            default -> Integer.MAX_VALUE;
        };
    }

    /**
     * How many rows are written at once, with their records. A kit type may have 6,500 characters, and its record twice as many:
     * 2,000 of them would take more than 100 MB until they are written.
     */
    int atOnce() {
        return this == KIT_TYPES ? 250 : 2_000;
    }

    /** The name of the member with a row's key, in this section and in sections that refer to it. */
    String keyName() {
        return table.key().wireName();
    }

    Upsert table() {
        return table;
    }

    /** The earlier sections that each row of this section refers to. */
    List<Section> references() {
        return references;
    }

    /** The key of the row in the other section that this row refers to. */
    Object reference(Object[] row, Section other) {
        return row[table.indexOf(other.table.key().name())];
    }

    /** Whether a row of {@link #DISPENSATIONS} takes its item back. */
    static boolean takesBack(Object[] dispensation) {
        return dispensation[DISPENSATIONS.table.indexOf("subject_id")] == null;
    }

    /** JSON Pointer of a row. */
    String pathOf(int index) {
        return "/" + wireName + "/" + index;
    }

    /** The values of a row's columns. Its problems are noted; empty if it is not an object. */
    Optional<Object[]> row(int index, JsonValue element, Problems problems) {
        return JsonFields.of(element, pathOf(index), problems).map(fields -> {
            var row = columnsOf.apply(fields);
            fields.refuseOthers();
            return row;
        });
    }

    /** A change of a row as the audit trail records it. Its states are JSON objects with the names of study data. */
    ObjectChange recorded(RowChange change) {
        return new ObjectChange(
                action,
                identifier(change, "subject_id"),
                identifier(change, "inventory_id"),
                identifier(change, "device_id"),
                change.isNew() ? null : table.json(change.before()).build().toString(),
                table.json(change.after()).build().toString());
    }

    private UUID identifier(RowChange change, String column) {
        int index = table.indexOf(column);
        return index < 0 ? null : (UUID) change.after()[index];
    }
}
