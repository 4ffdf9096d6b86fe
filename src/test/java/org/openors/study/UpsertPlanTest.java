package org.openors.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openors.audit.TrailDatabase;
import org.openors.database.Jdbc;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.Problems;

/** A set of rows costs a fixed number of statements, and each of these finds a row by its whole key. */
class UpsertPlanTest {

    private static final int ROWS = 2_000;
    private static final StudyMode STUDY = new StudyMode(UUID.randomUUID(), Mode.test);

    /** How H2 reaches a table of the schema by an index: the index's conditions. */
    private static final Pattern ACCESS = Pattern.compile("/\\* PUBLIC\\.([^*]+)\\*/");

    private final List<String> statements = new ArrayList<>();
    private final List<String> accesses = new ArrayList<>();

    /** By fewer columns, H2 would compare each row with all others of the study: a time that grows with their square. */
    @Test
    void h2FindsEachRowByItsWholeKey() throws Exception {
        try (var database = TrailDatabase.h2();
                var connection = database.connect()) {
            beginStudy(connection);
            var watched = watched(connection);
            for (var text : List.of("first", "other")) {
                for (var section : Section.values()) {
                    statements.clear();
                    accesses.clear();
                    write(watched, section, rows(section, text));
                    assertThat(accesses)
                            .as(section + " " + text)
                            .isNotEmpty()
                            .allMatch(access -> access.split(" AND ").length == 3);
                    assertThat(statements).hasSizeLessThanOrEqualTo(5);
                }
                connection.commit();
            }
        }
    }

    @Test
    void h2CountsTheItemsOfASubjectByTheWholeIndex() throws Exception {
        try (var database = TrailDatabase.h2();
                var connection = database.connect()) {
            beginStudy(connection);
            for (var section : List.of(Section.KIT_TYPES, Section.SUBJECTS, Section.INVENTORY, Section.DISPENSATIONS)) {
                write(connection, section, rows(section, "first"));
            }
            connection.commit();
            var dispensation =
                    "{\"dispensations\":[{\"inventoryId\":\"" + id(1) + "\",\"subjectId\":\"" + id(1) + "\"}]}";
            new StudyLimits(watched(connection), STUDY)
                    .requireFewItems(new StudyDataDocument(
                            new ByteArrayInputStream(dispensation.getBytes(StandardCharsets.UTF_8))));
            assertThat(accesses)
                    .singleElement()
                    .satisfies(access -> assertThat(access.split(" AND ")).hasSize(3));
        }
    }

    private static void beginStudy(Connection connection) {
        Jdbc.update(
                connection,
                "INSERT INTO study_mode (study_id, mode) VALUES (?, ?)",
                STUDY.studyId(),
                STUDY.mode().name());
    }

    private static void write(Connection connection, Section section, List<Object[]> rows) {
        var problems = new Problems();
        assertThat(new StudyTables(connection, STUDY, problems).write(section, 0, rows))
                .hasSize(ROWS);
        assertThat(problems.isEmpty()).isTrue();
    }

    private Connection watched(Connection connection) {
        return fake(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                watch(connection, (String) arguments[0]);
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        });
    }

    private void watch(Connection connection, String sql) throws SQLException {
        statements.add(sql);
        try (var explained = connection.prepareStatement("EXPLAIN " + sql)) {
            for (int i = 1; i <= explained.getParameterMetaData().getParameterCount(); i++) {
                explained.setNull(i, Types.NULL);
            }
            try (var plan = explained.executeQuery()) {
                plan.next();
                ACCESS.matcher(plan.getString(1).replaceAll("\\s+", " "))
                        .results()
                        .forEach(found -> accesses.add(found.group(1)));
            }
        }
    }

    private static List<Object[]> rows(Section section, String text) {
        return IntStream.range(0, ROWS).mapToObj(i -> row(section, i, text)).toList();
    }

    /** The item and the subject that a row names are others in the second document. */
    private static Object[] row(Section section, int i, String text) {
        int other = text.equals("first") ? i : (i + 1) % ROWS;
        return switch (section) {
            case KIT_TYPES -> new Object[] {"kit" + i, text, "Other", null, ""};
            case SUBJECTS -> new Object[] {id(i), text, "site" + i, null};
            case INVENTORY -> new Object[] {id(i), "kit" + other};
            case DISPENSATIONS -> new Object[] {id(i), id(other)};
            case REGISTRATIONS -> new Object[] {id(i), id(i), text};
            case SITES -> new Object[] {"site" + i, text, null, null};
        };
    }

    private static UUID id(int i) {
        return new UUID(i, i);
    }
}
