package org.openors.study;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.openors.input.JsonFields;

/** The rows of a study-data document, checked one by one; a row whose problems were noted holds nulls. */
sealed interface StudyDataRow {

    Predicate<String> URN = Pattern.compile("urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:[\\x21-\\x7E]{1,200}")
            .asMatchPredicate();

    /** What no two rows of one section may share. */
    Object key();

    /** The row as the section has it. */
    static StudyDataRow of(Section section, JsonFields fields) {
        var row = switch (section) {
            case KIT_TYPES -> KitType.of(fields);
            case SUBJECTS -> Subject.of(fields);
            case INVENTORY -> Item.of(fields);
            case DISPENSATIONS -> Dispensation.of(fields);
            case REGISTRATIONS -> Registration.of(fields);
        };
        fields.nothingElse();
        return row;
    }

    /** A kind of kit: taken as written, what is left out is null. */
    record KitType(
            String kitTypeId,
            String description,
            DeviceType deviceType,
            DeviceConnection deviceConnection,
            List<String> deviceModelUrns)
            implements StudyDataRow {

        static KitType of(JsonFields fields) {
            return new KitType(
                    fields.requiredText("kitTypeId", 1, 100),
                    fields.text("description", 0, 400),
                    fields.requiredOneOf("deviceType", DeviceType.class),
                    fields.oneOf("deviceConnection", DeviceConnection.class),
                    fields.texts("deviceModelUrns", 20, URN, "must be a URN"));
        }

        @Override
        public Object key() {
            return kitTypeId;
        }
    }

    /** A subject: what is left out or null stays as it is. */
    record Subject(UUID subjectId, String subjectNumber, String siteId, String mSubjectId) implements StudyDataRow {

        static Subject of(JsonFields fields) {
            return new Subject(
                    fields.identifier("subjectId"),
                    fields.text("subjectNumber", 1, 100),
                    fields.text("siteId", 1, 100),
                    fields.text("mSubjectId", 1, 100));
        }

        @Override
        public Object key() {
            return subjectId;
        }
    }

    /** An inventory item. */
    record Item(UUID inventoryId, String kitTypeId) implements StudyDataRow {

        static Item of(JsonFields fields) {
            return new Item(fields.identifier("inventoryId"), fields.requiredText("kitTypeId", 1, 100));
        }

        @Override
        public Object key() {
            return inventoryId;
        }
    }

    /** Who has an item. */
    record Dispensation(UUID inventoryId, UUID subjectId) implements StudyDataRow {

        static Dispensation of(JsonFields fields) {
            return new Dispensation(fields.identifier("inventoryId"), fields.identifier("subjectId"));
        }

        @Override
        public Object key() {
            return inventoryId;
        }
    }

    /** A device that an earlier system registered; it has no pair until one is recreated. */
    record Registration(UUID inventoryId, UUID deviceId, String vendorCode) implements StudyDataRow {

        static Registration of(JsonFields fields) {
            return new Registration(
                    fields.identifier("inventoryId"), fields.identifier("deviceId"), fields.text("vendorCode", 0, 100));
        }

        @Override
        public Object key() {
            return inventoryId;
        }
    }
}
