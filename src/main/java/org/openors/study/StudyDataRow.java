package org.openors.study;

import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.input.JsonFields;

/**
 * The rows of a study-data document as callers see them, and how each is read. A row is stored as the values of its
 * table's columns, the key first. A value is null if it is given as null or has a problem, and {@link Column#STAYS} if
 * it is not given.
 */
final class StudyDataRow {

    private static final Predicate<String> URN = Pattern.compile(
                    "urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:[\\x21-\\x7E]{1,200}")
            .asMatchPredicate();

    /** With the other texts of a kit type, it fits in an audit record. Without quotation marks 20 URNs have up to 4,778. */
    private static final int MOST_OF_URNS = 6_500;

    private static final Predicate<String> IANA_ZONE = Set.copyOf(ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> !zone.startsWith("SystemV/"))
            .toList())::contains;

    private StudyDataRow() {}

    private static String name(Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static Object given(JsonFields fields, String name, Object value) {
        return fields.names(name) ? value : Column.STAYS;
    }

    /** A kind of kit. */
    @Schema(
            name = "KitType",
            description = "What is left out stays as it is.",
            requiredProperties = {"kitTypeId", "deviceType"})
    record KitTypeRow(
            @Schema(minLength = 1, maxLength = 100) String kitTypeId,
            @Schema(nullable = true, maxLength = 400) String description,
            DeviceType deviceType,

            @Schema(
                    nullable = true,
                    description = "Without one, pairs can't be recreated (`ORS_400_06`).",
                    implementation = String.class,
                    enumeration = {"CloudtoCloud", "DevicetoCloud", "NoConnection"})
            DeviceConnection deviceConnection,

            @Schema(
                    nullable = true,
                    description =
                            "URNs such as `urn:com:example:bpm`: after the namespace 1 to 200 visible ASCII characters. 20 with very"
                                    + " many quotation marks or backslashes are refused.",
                    maxItems = 20)
            List<String> deviceModelUrns) {

        static Object[] columns(JsonFields fields) {
            var urns = String.join("\n", fields.texts("deviceModelUrns", 20, URN, "must be a URN"));
            if (jsonLength(urns) > MOST_OF_URNS) {
                fields.refuse("deviceModelUrns", "must have at most " + MOST_OF_URNS + " characters in all as JSON");
            }
            return new Object[] {
                fields.requiredText("kitTypeId", 1, 100),
                given(fields, "description", fields.text("description", 0, 400)),
                name(fields.requiredOneOf("deviceType", DeviceType.class)),
                given(fields, "deviceConnection", name(fields.oneOf("deviceConnection", DeviceConnection.class))),
                given(fields, "deviceModelUrns", urns)
            };
        }

        private static long jsonLength(String urns) {
            return urns.chars()
                    .mapToLong(c -> c == '"' || c == '\\' || c == '\n' ? 2 : 1)
                    .sum();
        }
    }

    /** A subject. */
    @Schema(name = "Subject", description = "What is left out stays as it is.", requiredProperties = "subjectId")
    record SubjectRow(
            UUID subjectId,

            @Schema(nullable = true, minLength = 1, maxLength = 100)
            String subjectNumber,

            @Schema(nullable = true, minLength = 1, maxLength = 100)
            String siteId,

            @Schema(nullable = true, description = "The subject's id in mHealth.", minLength = 1, maxLength = 100)
            String mSubjectId) {

        static Object[] columns(JsonFields fields) {
            return new Object[] {
                fields.identifier("subjectId"),
                given(fields, "subjectNumber", fields.text("subjectNumber", 1, 100)),
                given(fields, "siteId", fields.text("siteId", 1, 100)),
                given(fields, "mSubjectId", fields.text("mSubjectId", 1, 100))
            };
        }
    }

    /** An inventory item. */
    @Schema(
            name = "InventoryItem",
            requiredProperties = {"inventoryId", "kitTypeId"})
    record ItemRow(
            UUID inventoryId,
            @Schema(minLength = 1, maxLength = 100) String kitTypeId) {

        static Object[] columns(JsonFields fields) {
            return new Object[] {fields.identifier("inventoryId"), fields.requiredText("kitTypeId", 1, 100)};
        }
    }

    /** Who has an item; the subject is null if nobody has it any more. */
    @Schema(
            name = "Dispensation",
            description = """
                    Who has an item. One that is dispensed again changes hands. Null takes it back (returned, lost, misallocated): its
                    registration ends, and its pair and its connection secret are dead. A document can't take an item back and bring its
                    registration.
                    """,
            requiredProperties = {"subjectId", "inventoryId"})
    record DispensationRow(
            UUID inventoryId,

            @Schema(
                    implementation = String.class,
                    nullable = true,
                    pattern = "^[0-9A-Fa-f]{8}(-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}$")
            UUID subjectId) {

        static Object[] columns(JsonFields fields) {
            var item = fields.identifier("inventoryId");
            boolean takesBack = fields.names("subjectId") && !fields.isGiven("subjectId");
            return new Object[] {item, takesBack ? null : fields.identifier("subjectId")};
        }
    }

    private static boolean isLanguage(String text) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(text)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException notATag) {
            return false;
        }
    }

    /** A site. */
    @Schema(name = "Site", description = "What is left out stays as it is.", requiredProperties = "siteId")
    record SiteRow(
            @Schema(minLength = 1, maxLength = 100) String siteId,

            @Schema(nullable = true, minLength = 1, maxLength = 200)
            String name,

            @Schema(
                    nullable = true,
                    description = "A name of the IANA time zone database.",
                    maxLength = 50,
                    example = "Europe/Zurich")
            String timeZone,

            @Schema(nullable = true, description = "A language tag (BCP 47).", maxLength = 35, example = "de-CH")
            String language) {

        static Object[] columns(JsonFields fields) {
            return new Object[] {
                fields.requiredText("siteId", 1, 100),
                given(fields, "name", fields.text("name", 1, 200)),
                given(
                        fields,
                        "timeZone",
                        fields.matching("timeZone", 50, IANA_ZONE, "must be a time zone such as Europe/Zurich")),
                given(
                        fields,
                        "language",
                        fields.matching(
                                "language", 35, StudyDataRow::isLanguage, "must be a language tag such as de or fr-CH"))
            };
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
            @Schema(nullable = true, maxLength = 100) String vendorCode) {

        static Object[] columns(JsonFields fields) {
            return new Object[] {
                fields.identifier("inventoryId"),
                fields.identifier("deviceId"),
                given(fields, "vendorCode", fields.text("vendorCode", 0, 100))
            };
        }
    }
}
