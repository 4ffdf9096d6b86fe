package org.openors.study;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openors.identity.StudyMode;

/**
 * Inserts or updates rows of one study's table in sets: one {@code MERGE} (ISO/IEC 9075-2) over arrays, which H2 and
 * PostgreSQL 15 and later both take. A row that is already as written is not touched.
 */
final class Upsert {

    /** A column, its SQL type, and whether null leaves the stored value as it is. */
    record Column(String name, String type, boolean nullStays) {
        static Column uuid(String name) {
            return new Column(name, "uuid", false);
        }

        static Column flag(String name) {
            return new Column(name, "boolean", false);
        }

        static Column text(String name) {
            return new Column(name, "varchar", false);
        }

        static Column textThatStays(String name) {
            return new Column(name, "varchar", true);
        }

        private String merged() {
            return nullStays ? "COALESCE(s." + name + ", t." + name + ")" : "s." + name;
        }
    }

    private final String sql;
    private final List<Column> columns;

    /** @param key the columns that, with study and mode, are the table's key */
    Upsert(String table, List<Column> key, Column... values) {
        this.columns = Stream.concat(key.stream(), Stream.of(values)).toList();
        this.sql = "MERGE INTO " + table
                + " t USING (SELECT CAST(? AS uuid) AS study_id, CAST(? AS varchar) AS mode, u.* FROM UNNEST("
                + joined(columns, ", ", column -> "CAST(? AS " + column.type() + " ARRAY)")
                + ") AS u("
                + joined(columns, ", ", Column::name)
                + ")) s ON t.study_id = s.study_id AND t.mode = s.mode"
                + joined(key, "", column -> " AND t." + column.name() + " = s." + column.name())
                + " WHEN MATCHED AND ("
                + joined(
                        List.of(values),
                        " OR ",
                        column -> "t." + column.name() + " IS DISTINCT FROM " + column.merged())
                + ") THEN UPDATE SET "
                + joined(List.of(values), ", ", column -> column.name() + " = " + column.merged())
                + " WHEN NOT MATCHED THEN INSERT (study_id, mode, "
                + joined(columns, ", ", Column::name)
                + ") VALUES (s.study_id, s.mode, "
                + joined(columns, ", ", column -> "s." + column.name())
                + ")";
    }

    /** Writes rows of values, each in the order of the key's columns and then the others. */
    void write(Connection connection, StudyMode study, List<Object[]> rows) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, study.studyId());
            statement.setString(2, study.mode().name());
            for (int i = 0; i < columns.size(); i++) {
                int column = i;
                var values = rows.stream().map(row -> row[column]).toArray();
                statement.setArray(
                        3 + i, connection.createArrayOf(columns.get(i).type(), values));
            }
            statement.executeUpdate();
        }
    }

    private static String joined(List<Column> columns, String separator, Function<Column, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(separator));
    }
}
