package org.openors.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.audit.AuditAction;
import org.openors.audit.ObjectChange;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WithDatabases;
import org.openors.database.Jdbc;
import org.openors.database.LostRace;
import org.openors.error.Refusal;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.Problems;
import org.openors.keys.Encryption;
import org.openors.keys.SecretKeys;
import org.openors.keys.TestKeys;
import org.openors.settings.GivenSettings;

/** How study data is written and what rows may refer to, on both databases. Each test has a study of its own. */
class StudyTablesTest extends WithDatabases {

    private static final String KIT =
            "\"kitTypes\":[{\"kitTypeId\":\"K\",\"description\":\"d\",\"deviceType\":\"Other\"}]";
    private static final String SUBJECT =
            "\"subjects\":[{\"subjectId\":\"%s\",\"subjectNumber\":\"n\",\"siteId\":\"s\"}]".formatted(id(1));
    private static final String ITEMS =
            "\"inventory\":[{\"inventoryId\":\"%s\",\"kitTypeId\":\"K\"},{\"inventoryId\":\"%s\",\"kitTypeId\":\"K\"}]"
                    .formatted(id(2), id(3));
    private static final String BEFORE = "{" + KIT + "," + SUBJECT + "," + ITEMS + "}";

    private static final String REMOTE =
            "{\"deviceService\":{\"connector\":\"remote\",\"url\":\"https://m.example.org\",\"userName\":\"ors\","
                    + "\"mHealthStudyId\":\"7\"%s}}";

    @TempDir
    static Path directory;

    private SecretKeys keys;

    @BeforeEach
    void allow() {
        GivenSettings.are(Map.of(
                "ORS_CONNECTOR_URLS",
                "https://m.example.org,https://n.example.org,https://m,https://n,https://other.example.org"));
    }

    @BeforeAll
    void migrate() throws IOException {
        keys = TestKeys.of(directory, TestKeys.hex());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void writesEverySectionAndLeavesWhatIsNotNamed(TrailDatabase database) throws Exception {
        try (var study = new Written(database)) {
            study.put(BEFORE);
            study.put(
                    "{\"dispensations\":[" + dispensation(2, 1) + "],\"registrations\":[" + registration(2, 9) + "]}");
            study.put("{\"subjects\":[{\"subjectId\":\"" + id(1) + "\",\"siteId\":\"t\"}],\"kitTypes\":["
                    + "{\"kitTypeId\":\"K\",\"deviceType\":\"MobileApp\",\"deviceConnection\":\"NoConnection\"}]}");

            assertThat(study.rows("kit_type_id, description, device_type, device_connection", "kit_type"))
                    .containsExactly("K d MobileApp NoConnection");
            assertThat(study.rows("subject_id, subject_number, site_id, m_subject_id", "subject"))
                    .containsExactly(uuid(1) + " n t null");
            assertThat(study.rows("inventory_id, kit_type_id", "inventory_item"))
                    .containsExactly(uuid(2) + " K", uuid(3) + " K");
            assertThat(study.rows("inventory_id, subject_id", "dispensation")).containsExactly(uuid(2) + " " + uuid(1));
            assertThat(study.rows("inventory_id, device_id, vendor_code", "device_registration"))
                    .containsExactly(uuid(2) + " " + uuid(9) + " null");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatIsNotNamedStaysAndNullRemovesIt(TrailDatabase database) throws Exception {
        var kit = "{\"kitTypes\":[{\"kitTypeId\":\"K\",\"deviceType\":\"Other\"%s}]}";
        var subject = "{\"subjects\":[{\"subjectId\":\"" + id(1) + "\"%s}]}";
        var registration = "{\"registrations\":[{\"inventoryId\":\"" + id(2) + "\",\"deviceId\":\"" + id(9) + "\"%s}]}";
        var allOfKit = ",\"description\":%s,\"deviceConnection\":%s,\"deviceModelUrns\":%s";
        var allOfSubject = ",\"subjectNumber\":%1$s,\"siteId\":%1$s,\"mSubjectId\":%1$s";
        try (var study = new Written(database)) {
            study.put(BEFORE);
            study.put(kit.formatted(allOfKit.formatted("\"d\"", "\"CloudtoCloud\"", "[\"urn:a:b\",\"urn:c:d\"]")));
            study.put(subject.formatted(allOfSubject.formatted("\"x\"")));
            study.put(registration.formatted(",\"vendorCode\":\"V\""));
            for (var shorter : List.of(kit.formatted(""), subject.formatted(""), registration.formatted(""))) {
                study.put(shorter);
            }
            assertThat(study.rows("description, device_connection, device_model_urns", "kit_type"))
                    .containsExactly("d CloudtoCloud urn:a:b\nurn:c:d");
            assertThat(study.rows("subject_number, site_id, m_subject_id", "subject"))
                    .containsExactly("x x x");
            assertThat(study.rows("vendor_code", "device_registration")).containsExactly("V");

            study.put(kit.formatted(allOfKit.formatted("null", "null", "null")));
            study.put(subject.formatted(allOfSubject.formatted("null")));
            study.put(registration.formatted(",\"vendorCode\":null"));
            assertThat(study.rows("description, device_connection, device_model_urns", "kit_type"))
                    .containsExactly("null null ");
            assertThat(study.rows("subject_number, site_id, m_subject_id", "subject"))
                    .containsExactly("null null null");
            assertThat(study.rows("vendor_code", "device_registration")).containsExactly("null");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void settingsThatAreNotNamedStayAndNullRemovesThem(TrailDatabase database) throws Exception {
        var columns = "connector, iot_base_url, url, user_name, mhealth_study_id, change_reason_required";
        var iot = ",\"iotBaseUrl\":\"https://iot.example.org\"";
        try (var study = new Written(database)) {
            study.put("{\"title\":\"x\",\"version\":\"1\"}");
            study.put("{\"version\":\"2\"}");
            study.put(REMOTE.formatted(iot + ",\"changeReasonRequired\":true"));
            study.put(REMOTE.formatted(""));
            assertThat(study.rows("title, version", "study_mode")).containsExactly("x 2");
            assertThat(study.rows(columns, "device_service_settings"))
                    .containsExactly("remote https://iot.example.org https://m.example.org ors 7 true");

            study.put("{\"deviceService\":{\"connector\":\"built-in\"" + iot + "}}");
            assertThat(study.rows(columns, "device_service_settings"))
                    .containsExactly("built-in https://iot.example.org https://m.example.org ors 7 true");
            study.put("{\"deviceService\":{\"connector\":\"built-in\"" + iot + ",\"url\":null,\"userName\":null,"
                    + "\"mHealthStudyId\":null,\"changeReasonRequired\":null}}");
            assertThat(study.rows(columns, "device_service_settings"))
                    .containsExactly("built-in https://iot.example.org null null null false");

            study.put("{\"title\":null,\"version\":null}");
            assertThat(study.rows("title, version", "study_mode")).containsExactly("null null");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aPasswordIsKeptAsLongAsItsAccount(TrailDatabase database) throws Exception {
        var withPassword = REMOTE.formatted(",\"password\":\"canary\"");
        try (var study = new Written(database)) {
            assertThat(study.note(withPassword)).isEqualTo("changed");
            var stored = study.password();
            assertThat(study.note(REMOTE.formatted(""))).isEqualTo("kept");
            assertThat(study.note(withPassword)).as("the same again").isEqualTo("kept");
            assertThat(study.password()).isEqualTo(stored);
            assertThat(study.encryption.decrypt(stored, study.id + "/test\nhttps://m.example.org\nors"))
                    .contains("canary");
            assertThat(study.note(withPassword.replace("canary", "other"))).isEqualTo("changed");

            for (var removing : List.of(
                    REMOTE.formatted("").replace("https://m", "https://n"),
                    REMOTE.formatted("").replace("ors", "orz"),
                    "{\"deviceService\":{\"connector\":\"built-in\",\"iotBaseUrl\":\"https://iot.example.org\"}}",
                    "{\"deviceService\":{\"connector\":\"built-in\",\"iotBaseUrl\":\"https://iot.example.org\","
                            + "\"password\":\"canary\"}}",
                    REMOTE.formatted(",\"password\":null"))) {
                study.put(withPassword);
                assertThat(study.note(removing)).as(removing).isEqualTo("removed");
                assertThat(study.password()).as(removing).isEqualTo("null");
                assertThat(study.note(removing)).as(removing).isNull();
            }
            assertThat(study.note(REMOTE.formatted("")))
                    .as("it does not come back")
                    .isNull();
        }
    }

    /** As version 1 stored it: encrypted for the study and mode only. Whoever can write to the database may have brought it back. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void anEarlierPasswordIsNeitherTakenNorBoundToAUrlUntilItIsSentAgain(TrailDatabase database) throws Exception {
        var withPassword = REMOTE.formatted(",\"password\":\"canary\"");
        try (var study = new Written(database)) {
            study.put(withPassword);
            assertThat(study.plainPassword()).contains("canary");
            var earlier = study.encryption.encrypt("canary", study.id + "/test");
            Jdbc.update(
                    study.connection,
                    "UPDATE device_service_settings SET password = ? WHERE study_id = ?",
                    earlier,
                    study.id);
            assertThat(study.plainPassword()).isEmpty();
            assertThat(study.note(REMOTE.formatted(""))).isEqualTo("kept");
            assertThat(study.password()).isEqualTo(earlier);
            assertThat(study.plainPassword()).isEmpty();

            assertThat(study.note(withPassword)).isEqualTo("changed");
            assertThat(study.plainPassword()).contains("canary");
            assertThat(study.encryption.decrypt(study.password(), study.id + "/test\nhttps://m.example.org\nors"))
                    .contains("canary");
            assertThat(study.encryption.decrypt(study.password(), study.id + "/test"))
                    .isEmpty();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void eachChangeHasItsStatesAndAnUnchangedRowHasNone(TrailDatabase database) throws Exception {
        try (var study = new Written(database)) {
            study.put(BEFORE);
            assertThat(study.recorded)
                    .contains(
                            new ObjectChange(
                                    AuditAction.IMPORT_KIT_TYPE,
                                    null,
                                    null,
                                    null,
                                    null,
                                    "{\"kitTypeId\":\"K\",\"description\":\"d\",\"deviceType\":\"Other\",\"deviceModelUrns\":\"\"}"))
                    .contains(new ObjectChange(
                            AuditAction.IMPORT_ITEM,
                            null,
                            new UUID(0, 3),
                            null,
                            null,
                            "{\"inventoryId\":\"" + id(3) + "\",\"kitTypeId\":\"K\"}"))
                    .hasSize(4);
            study.put(BEFORE);
            assertThat(study.recorded).isEmpty();

            study.put("{\"subjects\":[{\"subjectId\":\"" + id(1) + "\",\"siteId\":null,\"mSubjectId\":\"M\"},"
                    + "{\"subjectId\":\"" + id(4) + "\"}]}");
            assertThat(study.recorded)
                    .contains(new ObjectChange(
                            AuditAction.IMPORT_SUBJECT,
                            new UUID(0, 1),
                            null,
                            null,
                            "{\"subjectId\":\"" + id(1) + "\",\"subjectNumber\":\"n\",\"siteId\":\"s\"}",
                            "{\"subjectId\":\"" + id(1) + "\",\"subjectNumber\":\"n\",\"mSubjectId\":\"M\"}"))
                    .hasSize(2);
            study.put("{\"dispensations\":[" + dispensation(2, 1) + "," + dispensation(3, 1) + "]}");
            study.put("{\"dispensations\":[" + dispensation(2, 4) + "," + dispensation(3, 1) + "],\"registrations\":["
                    + registration(2, 9) + "]}");
            assertThat(study.recorded)
                    .containsExactly(
                            new ObjectChange(
                                    AuditAction.DISPENSE_ITEM,
                                    new UUID(0, 4),
                                    new UUID(0, 2),
                                    null,
                                    "{\"inventoryId\":\"" + id(2) + "\",\"subjectId\":\"" + id(1) + "\"}",
                                    "{\"inventoryId\":\"" + id(2) + "\",\"subjectId\":\"" + id(4) + "\"}"),
                            new ObjectChange(
                                    AuditAction.IMPORT_REGISTRATION,
                                    null,
                                    new UUID(0, 2),
                                    new UUID(0, 9),
                                    null,
                                    "{\"inventoryId\":\"" + id(2) + "\",\"deviceId\":\"" + id(9) + "\"}"));
        }
    }

    /** The longest kit type that is taken, in each of its texts: its record is stored, and one character more is refused. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aKitTypeThatIsTooLongForItsRecordIsRefused(TrailDatabase database) throws Exception {
        var kit = "{\"kitTypes\":[{\"kitTypeId\":\"%s\",\"description\":\"%s\",\"deviceType\":\"BloodPressureMonitor\","
                + "\"deviceConnection\":\"NoConnection\",\"deviceModelUrns\":[%s]}]}";
        var quote = "\\\"";
        // 20 of 237 characters and 19 line feeds: 4,778 in JSON, and 1,722 more for quotation marks.
        var name = "\"urn:" + "n".repeat(32) + ":";
        var plain = name + "x".repeat(200) + "\"";
        var quoted = name + quote.repeat(200) + "\"";
        var longest =
                (quoted + ",").repeat(8) + name + quote.repeat(122) + "x".repeat(78) + "\"" + ("," + plain).repeat(11);
        try (var study = new Written(database)) {
            study.put(kit.formatted(quote.repeat(100), quote.repeat(400), longest));
            assertThat(study.recorded.get(0).after()).hasSizeBetween(7_000, 8_000);
            assertThat(study.problem(kit.formatted("K", "d", longest.replaceFirst("xx\"", "x" + "\\\\\"\""))))
                    .isEqualTo("/kitTypes/0/deviceModelUrns must have at most 6500 characters in all as JSON");
            assertThat(study.problem(kit.formatted("K", "d", (quoted + ",").repeat(19) + quoted)))
                    .isEqualTo("/kitTypes/0/deviceModelUrns must have at most 6500 characters in all as JSON");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void theSettingsAreRecordedBeforeAndAfterWithoutThePassword(TrailDatabase database) throws Exception {
        try (var study = new Written(database)) {
            study.put(REMOTE.formatted(",\"password\":\"canary\""));
            assertThat(study.settings.before()).isNull();
            study.put("{\"version\":\"1\"}");
            var service =
                    "\"deviceService\":{\"connector\":\"remote\",\"url\":\"https://m.example.org\",\"userName\":\"ors\","
                            + "\"mHealthStudyId\":\"7\",\"changeReasonRequired\":false}";
            assertThat(study.settings.before()).hasToString("{" + service + "}");
            assertThat(study.settings.after()).hasToString("{\"version\":\"1\"," + service + "}");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void refusesEveryReferenceToWhatIsNotKnown(TrailDatabase database) throws Exception {
        try (var study = new Written(database)) {
            study.put(BEFORE);
            assertThat(study.problem("{\"inventory\":[{\"inventoryId\":\"" + id(4) + "\",\"kitTypeId\":\"K\"},"
                            + "{\"inventoryId\":\"" + id(5) + "\",\"kitTypeId\":\"k\"}]}"))
                    .isEqualTo("/inventory/1/kitTypeId is not known");
            assertThat(study.problem("{\"dispensations\":[" + dispensation(4, 1) + "]}"))
                    .isEqualTo("/dispensations/0/inventoryId is not known");
            assertThat(study.problem("{\"dispensations\":[" + dispensation(3, 1) + "," + dispensation(2, 4) + "]}"))
                    .isEqualTo("/dispensations/1/subjectId is not known");
            assertThat(study.problem("{\"registrations\":[" + registration(4, 9) + "]}"))
                    .isEqualTo("/registrations/0/inventoryId is not known");
            assertThat(study.rows("inventory_id", "inventory_item")).containsExactly(uuid(2), uuid(3));
            assertThat(study.rows("inventory_id", "dispensation")).isEmpty();
            assertThat(study.rows("inventory_id", "device_registration")).isEmpty();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatAnotherStudyOrModeHasIsNotKnown(TrailDatabase database) throws Exception {
        var dispensations = "{\"dispensations\":[" + dispensation(2, 1) + "]}";
        try (var study = new Written(database)) {
            study.put(BEFORE);
            study.mode = Mode.active;
            assertThat(study.problem(dispensations)).isEqualTo("/dispensations/0/inventoryId is not known (and more)");
            study.mode = Mode.test;
            study.id = UUID.randomUUID();
            assertThat(study.problem(dispensations)).isEqualTo("/dispensations/0/inventoryId is not known (and more)");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void anItemKeepsItsDeviceAndSharesItWithNoOther(TrailDatabase database) throws Exception {
        var problem = "/deviceId is not this item's device instance identifier";
        try (var study = new Written(database)) {
            study.put(BEFORE);
            study.put("{\"registrations\":[" + registration(2, 9) + "]}");
            study.put("{\"registrations\":[" + registration(2, 9) + "]}");
            assertThat(study.problem("{\"registrations\":[" + registration(2, 8) + "]}"))
                    .isEqualTo("/registrations/0" + problem);
            assertThat(study.problem("{\"registrations\":[" + registration(3, 9) + "]}"))
                    .isEqualTo("/registrations/0" + problem);
            assertThat(study.problem("{\"registrations\":[" + registration(2, 9) + "," + registration(3, 9) + "]}"))
                    .isEqualTo("/registrations/1" + problem);
            study.put("{\"inventory\":[{\"inventoryId\":\"" + id(4) + "\",\"kitTypeId\":\"K\"}]}");
            assertThat(study.problem("{\"registrations\":[" + registration(3, 7) + "," + registration(4, 7) + "]}"))
                    .isEqualTo("/registrations/1" + problem);
            assertThat(study.rows("inventory_id, device_id", "device_registration"))
                    .containsExactly(uuid(2) + " " + uuid(9));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void rowsAfterAProblemAreCheckedAndNotWritten(TrailDatabase database) throws Exception {
        var rows = new ArrayList<String>();
        for (int i = 0; i < 4_001; i++) {
            rows.add("{\"inventoryId\":\"" + id(100 + i) + "\",\"kitTypeId\":\"" + (i == 0 || i == 4_000 ? "?" : "K")
                    + "\"}");
        }
        try (var study = new Written(database)) {
            study.put(BEFORE);
            assertThatThrownBy(() -> study.put("{\"inventory\":[" + String.join(",", rows) + "]}"))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("/inventory/0/kitTypeId is not known (and more)");
            assertThat(study.rows("inventory_id", "inventory_item")).hasSize(2);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void nullTakesAnItemBackAndASecondTimeChangesNothing(TrailDatabase database) throws Exception {
        var takenBack = "{\"dispensations\":[" + dispensation(3, 1) + "," + takenBack(2) + "]}";
        try (var study = new Written(database)) {
            study.put(BEFORE);
            study.put("{\"dispensations\":[" + dispensation(2, 1) + "]}");
            study.put(takenBack);

            assertThat(study.rows("inventory_id, subject_id", "dispensation")).containsExactly(uuid(3) + " " + uuid(1));
            assertThat(study.recorded)
                    .contains(new ObjectChange(
                            AuditAction.TAKE_BACK_ITEM,
                            new UUID(0, 1),
                            new UUID(0, 2),
                            null,
                            "{\"inventoryId\":\"" + id(2) + "\",\"subjectId\":\"" + id(1) + "\"}",
                            null))
                    .hasSize(2);
            assertThat(study.taken.get(0).items()).containsExactly(new UUID(0, 2));
            assertThat(study.taken.get(0).holderOf(new UUID(0, 2))).isEqualTo(new UUID(0, 1));

            study.put(takenBack);
            assertThat(study.recorded).isEmpty();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void onlyAKnownItemIsTakenBackAndNeverWithItsRegistration(TrailDatabase database) throws Exception {
        try (var study = new Written(database)) {
            study.put(BEFORE);
            assertThat(study.problem("{\"dispensations\":[" + takenBack(7) + "]}"))
                    .isEqualTo("/dispensations/0/inventoryId is not known");
            assertThat(study.problem("{\"dispensations\":[{\"inventoryId\":\"" + id(2) + "\"}]}"))
                    .isEqualTo("/dispensations/0/subjectId is required");
            assertThat(study.problem("{\"dispensations\":[" + takenBack(2) + "],\"registrations\":["
                            + registration(3, 8) + "," + registration(2, 9) + "]}"))
                    .isEqualTo("/registrations/1 is of an item that the document takes back");
            assertThat(study.problem("{\"dispensations\":[" + takenBack(2) + "," + dispensation(2, 1) + "]}"))
                    .isEqualTo("/dispensations/1 is in the document twice");
        }
    }

    /** Whoever looks at a subject gets all of its items. What counts is what is stored once the document is written. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aSubjectHasAThousandItemsAtMost(TrailDatabase database) throws Exception {
        try (var study = new Written(database)) {
            study.put("{" + KIT + ",\"subjects\":[{\"subjectId\":\"" + id(1) + "\"},{\"subjectId\":\"" + id(2) + "\"}],"
                    + "\"inventory\":["
                    + rows(0, 1_002, item -> "{\"inventoryId\":\"" + id(item) + "\",\"kitTypeId\":\"K\"}") + "]}");
            assertThat(study.problem("{\"dispensations\":[" + dispensation(1_001, 2) + ","
                            + rows(0, 1_001, item -> dispensation(item, 1)) + "]}"))
                    .isEqualTo("/dispensations/1/subjectId would have more than 1000 items");
        }
        try (var study = new Written(database)) {
            study.put("{" + KIT + ",\"subjects\":[{\"subjectId\":\"" + id(1) + "\"},{\"subjectId\":\"" + id(2) + "\"}],"
                    + "\"inventory\":["
                    + rows(0, 1_002, item -> "{\"inventoryId\":\"" + id(item) + "\",\"kitTypeId\":\"K\"}")
                    + "],\"dispensations\":[" + rows(0, 1_000, item -> dispensation(item, 1)) + "]}");
            study.put("{\"dispensations\":[" + dispensation(7, 1) + "," + dispensation(1_000, 2) + "]}");
            study.put("{\"dispensations\":[" + dispensation(1_001, 1) + "," + takenBack(7) + ","
                    + dispensation(1_000, 1) + "," + dispensation(8, 2) + "]}");
            assertThat(study.rows("inventory_id, subject_id", "dispensation"))
                    .hasSize(1_001)
                    .contains(uuid(1_001) + " " + uuid(1), uuid(8) + " " + uuid(2));
            assertThat(study.problem("{\"dispensations\":[" + dispensation(7, 1) + "]}"))
                    .isEqualTo("/dispensations/0/subjectId would have more than 1000 items");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aStudyHasFiveThousandSitesAtMost(TrailDatabase database) throws Exception {
        var site = "{\"siteId\":\"%s\"}";
        try (var study = new Written(database)) {
            study.put("{\"sites\":[" + rows(0, 3_000, site::formatted) + "]}");
            study.put("{\"sites\":[" + rows(2_000, 5_000, site::formatted) + "]}");
            study.put("{\"sites\":[" + rows(0, 5_000, site::formatted) + "]}");
            assertThat(study.rows("site_id", "site")).hasSize(5_000);
            assertThat(study.problem("{\"sites\":[" + rows(4_999, 5_001, site::formatted) + "]}"))
                    .isEqualTo("/sites would give the study more than 5000 sites");
        }
    }

    private static String rows(int from, int to, IntFunction<String> row) {
        return IntStream.range(from, to).mapToObj(row).collect(Collectors.joining(","));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void readsEachPageOnceInTheOrderOfTheKeys(TrailDatabase database) throws Exception {
        try (var study = new Written(database)) {
            study.put(BEFORE);
            var key = new StudyMode(study.id, study.mode);
            for (var section : List.of(Section.KIT_TYPES, Section.INVENTORY, Section.REGISTRATIONS)) {
                var all = section.table().page(study.connection, key, null, 10);
                var found = new ArrayList<Object[]>();
                for (var page = section.table().page(study.connection, key, null, 1); !page.isEmpty(); ) {
                    found.addAll(page);
                    page = section.table().page(study.connection, key, page.get(0)[0], 1);
                }
                assertThat(found.toArray(Object[][]::new)).isDeepEqualTo(all.toArray(Object[][]::new));
            }
            assertThat(Section.INVENTORY.table().page(study.connection, key, null, 10))
                    .extracting(row -> row[0])
                    .containsExactly(new UUID(0, 2), new UUID(0, 3));
        }
    }

    /** Each of these commits after the import has read its rows and before it writes them. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aRowThatChangedSinceItWasReadIsNotOverwritten(TrailDatabase database) throws Exception {
        var subject = "\"subjects\":[{\"subjectId\":\"" + id(1) + "\",\"mSubjectId\":\"%s\"}]";
        assertLosesTheRace(database, Section.SUBJECTS, subject.formatted("A"), subject.formatted("B"));
        var kit = "\"kitTypes\":[{\"kitTypeId\":\"K\",\"deviceType\":\"%s\"}]";
        assertLosesTheRace(database, Section.KIT_TYPES, kit.formatted("MobileApp"), kit.formatted("ECGReader"));
        var dispensations = "\"dispensations\":[" + dispensation(2, 1) + "]";
        var others = "\"subjects\":[{\"subjectId\":\"" + id(5) + "\"}],\"dispensations\":[" + dispensation(2, 5) + "]";
        assertLosesTheRace(database, Section.DISPENSATIONS, others, dispensations);
        assertLosesTheRace(
                database,
                Section.REGISTRATIONS,
                "\"registrations\":[" + registration(2, 8) + "]",
                "\"registrations\":[" + registration(2, 9) + "]");
        assertLosesTheRace(
                database,
                Section.REGISTRATIONS,
                "\"registrations\":[" + registration(3, 9) + "]",
                "\"registrations\":[" + registration(2, 9) + "]");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aRegistrationThatEndedSinceItWasReadDoesNotComeBack(TrailDatabase database) throws Exception {
        var registered = "{\"registrations\":[" + registration(2, 9) + "]}";
        var completed = registered.replace("}]", ",\"vendorCode\":\"V\"}]");
        try (var first = new Written(database);
                var second = new Written(database)) {
            first.put(BEFORE);
            first.put(registered);
            first.connection.commit();
            second.id = first.id;
            var changes = second.changes(Section.REGISTRATIONS, completed);
            Jdbc.update(first.connection, "DELETE FROM device_registration WHERE study_id = ?", first.id);
            first.connection.commit();

            assertThatThrownBy(() -> second.write(Section.REGISTRATIONS, changes))
                    .isInstanceOf(LostRace.class);
            assertThat(first.rows("device_id", "device_registration")).isEmpty();
        }
    }

    private void assertLosesTheRace(TrailDatabase database, Section section, String quick, String late)
            throws Exception {
        try (var first = new Written(database);
                var second = new Written(database)) {
            first.put(BEFORE);
            first.connection.commit();
            second.id = first.id;
            var changes = second.changes(section, "{" + late + "}");
            assertThat(changes).hasSize(1);
            first.put("{" + quick + "}");
            var after = first.rows("*", section.table().table());
            first.connection.commit();

            assertThatThrownBy(() -> second.write(section, changes)).isInstanceOf(LostRace.class);
            assertThat(first.rows("*", section.table().table())).isEqualTo(after);
        }
    }

    private static String dispensation(int item, int subject) {
        return "{\"inventoryId\":\"" + id(item) + "\",\"subjectId\":\"" + id(subject) + "\"}";
    }

    private static String takenBack(int item) {
        return "{\"inventoryId\":\"" + id(item) + "\",\"subjectId\":null}";
    }

    private static String registration(int item, int device) {
        return "{\"inventoryId\":\"" + id(item) + "\",\"deviceId\":\"" + id(device) + "\"}";
    }

    private static String id(int number) {
        return "%032X".formatted(number);
    }

    private static String uuid(int number) {
        return new UUID(0, number).toString();
    }

    /** The tables of one study and mode in a transaction that is rolled back at the end. */
    private final class Written implements AutoCloseable {

        private final Encryption encryption = new Encryption(keys);
        private final Connection connection;
        private final List<ObjectChange> recorded = new ArrayList<>();
        private final List<ItemsTakenBack> taken = new ArrayList<>();
        final List<ItemsMoved> moved = new ArrayList<>();
        private StudySettings.Change settings;
        private UUID id = UUID.randomUUID();
        private Mode mode = Mode.test;

        Written(TrailDatabase database) throws SQLException {
            connection = database.connect();
        }

        void put(String text) {
            write(text);
        }

        String problem(String text) {
            return catchThrowableOfType(Refusal.class, () -> write(text)).getMessage();
        }

        /** What {@link StudyDataImport} does once it has its connection. */
        private void write(String text) {
            recorded.clear();
            var writing = new StudyDataWriting(
                    connection, new StudyMode(id, mode), new ConnectorPassword(encryption), taken::add, moved::add);
            settings = writing.write(document(text), (section, changes) -> recorded.addAll(changes));
        }

        /** The first half of what an import does with a section, and {@link #write} the other. */
        List<RowChange> changes(Section section, String text) {
            var problems = new Problems();
            var changes = new ArrayList<RowChange>();
            var tables = new StudyTables(connection, new StudyMode(id, mode), problems);
            document(text).readRows(section, (first, rows) -> changes.addAll(tables.changes(section, first, rows)));
            problems.refuseIfAny();
            return changes;
        }

        void write(Section section, List<RowChange> changes) {
            section.table().write(connection, new StudyMode(id, mode), changes);
        }

        /** What the import's record says of the password; null if nothing. */
        String note(String text) {
            put(text);
            return settings.after().getJsonObject("deviceService").getString("password", null);
        }

        String password() {
            return rows("password", "device_service_settings").get(0);
        }

        /** As a call of the connector takes it. */
        Optional<String> plainPassword() {
            var settings = DeviceService.TABLE.stored(connection, new StudyMode(id, mode), List.of());
            return new ConnectorPassword(encryption).plain(new StudyMode(id, mode), settings.get(null));
        }

        private static StudyDataDocument document(String text) {
            return new StudyDataDocument(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }

        /** The columns of each row, as text, in the order of the first. */
        List<String> rows(String columns, String table) {
            return Jdbc.query(
                    connection,
                    "SELECT " + columns + " FROM " + table + " WHERE study_id = ? AND mode = ? ORDER BY 1",
                    row -> {
                        var texts = new ArrayList<String>();
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            texts.add(String.valueOf(row.getObject(i)));
                        }
                        return String.join(" ", texts);
                    },
                    id,
                    mode.name());
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
