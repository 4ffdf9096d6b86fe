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
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.audit.TrailDatabase;
import org.openors.database.Jdbc;
import org.openors.error.Refusal;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.Problems;
import org.openors.keys.Decryption;
import org.openors.keys.Encryption;
import org.openors.keys.SecretKeys;
import org.openors.keys.TestKeys;

/** How study data is written and what rows may refer to, on both databases. Each test has a study of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StudyTablesTest {

    private static final String KIT =
            "\"kitTypes\":[{\"kitTypeId\":\"K\",\"description\":\"d\",\"deviceType\":\"Other\"}]";
    private static final String SUBJECT =
            "\"subjects\":[{\"subjectId\":\"%s\",\"subjectNumber\":\"n\",\"siteId\":\"s\"}]".formatted(id(1));
    private static final String ITEMS =
            "\"inventory\":[{\"inventoryId\":\"%s\",\"kitTypeId\":\"K\"},{\"inventoryId\":\"%s\",\"kitTypeId\":\"K\"}]"
                    .formatted(id(2), id(3));
    private static final String BEFORE = "{" + KIT + "," + SUBJECT + "," + ITEMS + "}";

    @TempDir
    Path directory;

    private List<TrailDatabase> databases;

    List<TrailDatabase> databases() {
        return databases;
    }

    @BeforeAll
    void migrate() throws IOException {
        databases = TrailDatabase.ofEachKind();
    }

    @AfterAll
    void stop() throws IOException {
        for (var database : databases) {
            database.close();
        }
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
                    .containsExactly("K null MobileApp NoConnection");
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
    void writesTheHeaderAndKeepsThePassword(TrailDatabase database) throws Exception {
        var settings =
                "{\"deviceService\":{\"connector\":\"remote\",\"url\":\"https://m.example.org\",\"userName\":\"ors\","
                        + "\"mHealthStudyId\":\"7\",\"changeReasonRequired\":true%s}}";
        try (var study = new Written(database)) {
            study.put("{\"title\":\"x\",\"version\":\"1\"}");
            study.put("{\"version\":\"2\"}");
            study.put(settings.formatted(",\"password\":\"canary\""));
            var password = study.rows("password", "device_service_settings").get(0);
            study.put(settings.formatted(""));

            assertThat(study.rows("title, version", "study_mode")).containsExactly("x 2");
            assertThat(study.rows(
                            "connector, iot_base_url, url, user_name, mhealth_study_id, change_reason_required",
                            "device_service_settings"))
                    .containsExactly("remote null https://m.example.org ors 7 true");
            assertThat(study.rows("password", "device_service_settings")).containsExactly(password);
            assertThat(Decryption.decrypt(study.keys, password, study.id + "/" + Mode.test))
                    .isEqualTo("canary");
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
            var problems = study.problems("{\"inventory\":[" + String.join(",", rows) + "]}");
            assertThatThrownBy(problems::refuseIfAny)
                    .isInstanceOf(Refusal.class)
                    .hasMessage("/inventory/0/kitTypeId is not known (and more)");
            assertThat(study.rows("inventory_id", "inventory_item")).hasSize(2);
        }
    }

    private static String dispensation(int item, int subject) {
        return "{\"inventoryId\":\"" + id(item) + "\",\"subjectId\":\"" + id(subject) + "\"}";
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

        private final SecretKeys keys = TestKeys.of(directory, TestKeys.hex());
        private final Encryption encryption = new Encryption(keys);
        private final Connection connection;
        private UUID id = UUID.randomUUID();
        private Mode mode = Mode.test;

        Written(TrailDatabase database) throws SQLException {
            connection = database.connect();
        }

        void put(String text) throws IOException, SQLException {
            problems(text).refuseIfAny();
        }

        String problem(String text) throws IOException, SQLException {
            var problems = problems(text);
            return catchThrowableOfType(Refusal.class, problems::refuseIfAny).getMessage();
        }

        /** What {@link StudyDataImport} does once it has its connection. */
        Problems problems(String text) throws IOException, SQLException {
            var document = new StudyDataDocument(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            var problems = new Problems();
            var header = StudyHeader.of(document.read(problems, (section, index, row) -> {}));
            problems.refuseIfAny();
            var tables = new StudyTables(connection, new StudyMode(id, mode), problems);
            tables.write(header, encryption);
            for (var section : Section.values()) {
                document.readRows(section, rows -> tables.write(section, rows));
            }
            return problems;
        }

        /** The columns of each row, as text, in the order of the first. */
        List<String> rows(String columns, String table) throws SQLException {
            int count = columns.split(",").length;
            return Jdbc.query(
                    connection,
                    "SELECT " + columns + " FROM " + table + " WHERE study_id = ? AND mode = ? ORDER BY 1",
                    row -> {
                        var texts = new ArrayList<String>();
                        for (int i = 1; i <= count; i++) {
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
