package org.openors.study;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.input.JsonFields;

/** The rows of a study-data document, checked one by one. A value is null if it is not given or has a problem. */
sealed interface StudyDataRow {

    Predicate<String> URN = Pattern.compile("urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:[\\x21-\\x7E]{1,200}")
            .asMatchPredicate();

    /** The values in the order of the columns of the section's table, its key first. */
    Object[] columns();

    /** What no two rows of one section may share. */
    default Object key() {
        return columns()[0];
    }

    /** A kind of kit: what is left out becomes null. */
    @Schema(
            name = "KitType",
            requiredProperties = {"kitTypeId", "deviceType"})
    record KitTypeRow(
            @Schema(minLength = 1, maxLength = 100) String kitTypeId,
            @Schema(nullable = true, maxLength = 400) String description,
            DeviceType deviceType,

            @Schema(
                    nullable = true,
                    description = "If left out or null, pairs can't be recreated (`ORS_400_06`).",
                    implementation = String.class,
                    enumeration = {"CloudtoCloud", "DevicetoCloud", "NoConnection"})
            DeviceConnection deviceConnection,

            @Schema(
                    nullable = true,
                    description =
                            "URNs such as `urn:com:example:bpm`: after the namespace 1 to 200 visible ASCII characters.",
                    maxItems = 20)
            List<String> deviceModelUrns)
            implements StudyDataRow {

        static KitTypeRow of(JsonFields fields) {
            return new KitTypeRow(
                    fields.requiredText("kitTypeId", 1, 100),
                    fields.text("description", 0, 400),
                    fields.requiredOneOf("deviceType", DeviceType.class),
                    fields.oneOf("deviceConnection", DeviceConnection.class),
                    fields.texts("deviceModelUrns", 20, URN, "must be a URN"));
        }

        @Override
        public Object[] columns() {
            return new Object[] {
                kitTypeId,
                description,
                Objects.toString(deviceType, null),
                Objects.toString(deviceConnection, null),
                String.join("\n", deviceModelUrns)
            };
        }
    }

    /** A subject: what is left out or null stays as it is. */
    @Schema(name = "Subject", description = "What is left out stays as it is.", requiredProperties = "subjectId")
    record SubjectRow(
            UUID subjectId,

            @Schema(nullable = true, minLength = 1, maxLength = 100)
            String subjectNumber,

            @Schema(nullable = true, minLength = 1, maxLength = 100)
            String siteId,

            @Schema(nullable = true, description = "The subject's id in mHealth.", minLength = 1, maxLength = 100)
            String mSubjectId)
            implements StudyDataRow {

        static SubjectRow of(JsonFields fields) {
            return new SubjectRow(
                    fields.identifier("subjectId"),
                    fields.text("subjectNumber", 1, 100),
                    fields.text("siteId", 1, 100),
                    fields.text("mSubjectId", 1, 100));
        }

        @Override
        public Object[] columns() {
            return new Object[] {subjectId, subjectNumber, siteId, mSubjectId};
        }
    }

    /** An inventory item. */
    @Schema(
            name = "InventoryItem",
            requiredProperties = {"inventoryId", "kitTypeId"})
    record ItemRow(
            UUID inventoryId,
            @Schema(minLength = 1, maxLength = 100) String kitTypeId) implements StudyDataRow {

        static ItemRow of(JsonFields fields) {
            return new ItemRow(fields.identifier("inventoryId"), fields.requiredText("kitTypeId", 1, 100));
        }

        @Override
        public Object[] columns() {
            return new Object[] {inventoryId, kitTypeId};
        }
    }

    /** Who has an item. */
    @Schema(
            name = "Dispensation",
            description = "Who has an item. One that is dispensed again changes hands.",
            requiredProperties = {"subjectId", "inventoryId"})
    record DispensationRow(UUID inventoryId, UUID subjectId) implements StudyDataRow {

        static DispensationRow of(JsonFields fields) {
            return new DispensationRow(fields.identifier("inventoryId"), fields.identifier("subjectId"));
        }

        @Override
        public Object[] columns() {
            return new Object[] {inventoryId, subjectId};
        }
    }

    /** A device that an earlier system registered. It has no pair until one is recreated. */
    @Schema(
            name = "Registration",
            description =
                    "A device that an earlier system registered, with the `id` that it keeps. It has no pair until one is recreated.",
            requiredProperties = {"inventoryId", "deviceId"})
    record RegistrationRow(
            UUID inventoryId,
            UUID deviceId,
            @Schema(nullable = true, maxLength = 100) String vendorCode) implements StudyDataRow {

        static RegistrationRow of(JsonFields fields) {
            return new RegistrationRow(
                    fields.identifier("inventoryId"), fields.identifier("deviceId"), fields.text("vendorCode", 0, 100));
        }

        @Override
        public Object[] columns() {
            return new Object[] {inventoryId, deviceId, vendorCode};
        }
    }
}
