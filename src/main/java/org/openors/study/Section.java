package org.openors.study;

import static org.openors.study.Upsert.Column.text;
import static org.openors.study.Upsert.Column.textThatStays;
import static org.openors.study.Upsert.Column.uuid;

import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openors.input.JsonFields;
import org.openors.input.Problems;
import org.openors.study.StudyDataRow.DispensationRow;
import org.openors.study.StudyDataRow.ItemRow;
import org.openors.study.StudyDataRow.KitTypeRow;
import org.openors.study.StudyDataRow.RegistrationRow;
import org.openors.study.StudyDataRow.SubjectRow;

/**
 * The lists of a study-data document. A section comes after the sections that its rows refer to. Each has the name of
 * its rows' key, the table for its rows, and the earlier sections that its rows refer to by key.
 */
enum Section {
    KIT_TYPES(
            "kitTypes",
            "kitTypeId",
            KitTypeRow::of,
            new Upsert(
                    "kit_type",
                    List.of(text("kit_type_id")),
                    text("description"),
                    text("device_type"),
                    text("device_connection"),
                    text("device_model_urns"))),
    SUBJECTS(
            "subjects",
            "subjectId",
            SubjectRow::of,
            new Upsert(
                    "subject",
                    List.of(uuid("subject_id")),
                    textThatStays("subject_number"),
                    textThatStays("site_id"),
                    textThatStays("m_subject_id"))),
    INVENTORY(
            "inventory",
            "inventoryId",
            ItemRow::of,
            new Upsert("inventory_item", List.of(uuid("inventory_id")), text("kit_type_id")),
            KIT_TYPES),
    DISPENSATIONS(
            "dispensations",
            "inventoryId",
            DispensationRow::of,
            new Upsert("dispensation", List.of(uuid("inventory_id")), uuid("subject_id")),
            INVENTORY,
            SUBJECTS),
    REGISTRATIONS(
            "registrations",
            "inventoryId",
            RegistrationRow::of,
            Upsert.versioned(
                    "device_registration",
                    List.of(uuid("inventory_id")),
                    uuid("device_id"),
                    textThatStays("vendor_code")),
            INVENTORY);

    private final String wireName;
    private final String keyName;
    private final Function<JsonFields, StudyDataRow> rowOf;
    private final Upsert table;
    private final List<Section> references;

    Section(
            String wireName,
            String keyName,
            Function<JsonFields, StudyDataRow> rowOf,
            Upsert table,
            Section... references) {
        this.wireName = wireName;
        this.keyName = keyName;
        this.rowOf = rowOf;
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

    /** The name of the member with a row's key, in this section and in sections that refer to it. */
    String keyName() {
        return keyName;
    }

    Upsert table() {
        return table;
    }

    /** The earlier sections that each row of this section refers to. */
    List<Section> references() {
        return references;
    }

    /** The key of the row in the other section that this row refers to. */
    Object reference(StudyDataRow row, Section other) {
        return row.columns()[table.indexOf(other.table.key())];
    }

    /** JSON Pointer of a row. */
    String pathOf(int index) {
        return "/" + wireName + "/" + index;
    }

    /** Reads a row and notes its problems; empty if it is not an object. */
    Optional<StudyDataRow> row(int index, JsonValue element, Problems problems) {
        return JsonFields.of(element, pathOf(index), problems).map(fields -> {
            var row = rowOf.apply(fields);
            fields.refuseOthers();
            return row;
        });
    }
}
