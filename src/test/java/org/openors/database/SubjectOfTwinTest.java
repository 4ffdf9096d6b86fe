package org.openors.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Migration 16 finds the mSubjectId for which a remote connector has a device, where a pair tells it. */
class SubjectOfTwinTest {

    private static final String STUDY = "'00000000-0000-4000-8000-000000000001', 'active', ";
    private static final String WITH_PAIR = "'00000000-0000-4000-8000-0000000000a1'";
    private static final String WITHOUT_PAIR = "'00000000-0000-4000-8000-0000000000a2'";
    private static final String SUBJECT = "'00000000-0000-4000-8000-0000000000b1'";

    @Test
    void onH2() throws SQLException {
        var database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:subject-of-twin;DB_CLOSE_DELAY=-1");
        assertThatThePairTells(database, "h2");
    }

    @Test
    void onPostgres() throws IOException, SQLException {
        assertThatThePairTells(TestPostgres.database(TestPostgres.newDatabase()), "postgresql");
    }

    private static void assertThatThePairTells(DataSource database, String kind) throws SQLException {
        migrate(database, kind, "15.1?");
        execute(
                database,
                "INSERT INTO study_mode (study_id, mode) VALUES (" + STUDY.replaceAll(", $", "") + ")",
                "INSERT INTO kit_type (study_id, mode, kit_type_id, device_type, device_model_urns) VALUES (" + STUDY
                        + "'kit', 'App', '')",
                "INSERT INTO subject (study_id, mode, subject_id, m_subject_id) VALUES (" + STUDY + SUBJECT
                        + ", 'MSUBJECT-001')");
        for (var item : new String[] {WITH_PAIR, WITHOUT_PAIR}) {
            execute(
                    database,
                    "INSERT INTO inventory_item (study_id, mode, inventory_id, kit_type_id) VALUES (" + STUDY + item
                            + ", 'kit')",
                    "INSERT INTO device_registration (study_id, mode, inventory_id, device_id) VALUES (" + STUDY + item
                            + ", " + item + ")");
        }
        execute(
                database,
                "INSERT INTO remote_pair (study_id, mode, inventory_id, subject_id, issued_at, issued_by, expires_at) VALUES ("
                        + STUDY + WITH_PAIR + ", " + SUBJECT + ", now(), 'nurse', now())");

        migrate(database, kind, "16.1");
        assertThat(twinOf(database, WITH_PAIR)).isEqualTo("MSUBJECT-001");
        assertThat(twinOf(database, WITHOUT_PAIR)).isNull();
    }

    private static void migrate(DataSource database, String kind, String version) {
        Migrations.configuration(kind)
                .dataSource(database)
                .target(version)
                .load()
                .migrate();
    }

    private static void execute(DataSource database, String... statements) throws SQLException {
        try (var connection = database.getConnection();
                var all = connection.createStatement()) {
            all.execute(Arrays.stream(statements).collect(Collectors.joining(";")));
        }
    }

    private static String twinOf(DataSource database, String item) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT twin_m_subject_id FROM device_registration WHERE inventory_id = " + item)) {
            row.next();
            return row.getString(1);
        }
    }
}
