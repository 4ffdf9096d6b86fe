package org.openors.study;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.identity.StudyMode;

/**
 * Inserts or updates rows of a study's table in sets: one {@code MERGE} (ISO/IEC 9075-2) over arrays, which H2 and
 * PostgreSQL 15 and later accept. A row that already has these values is not changed.
 */
final class Upsert {

    /** A column and its SQL type. If {@code nullStays}, a null does not change the stored value. */
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

    private final String table;
    private final String sql;
    private final List<Column> columns;

    /** @param key the columns that form the table's key together with study and mode */
    Upsert(String table, List<Column> key, Column... values) {
        this(table, "", key, values);
    }

    /** An upsert that adds 1 to the {@code version} of a row that it updates, so that JPA detects the change. */
    static Upsert versioned(String table, List<Column> key, Column... values) {
        return new Upsert(table, ", version = t.version + 1", key, values);
    }

    private Upsert(String table, String alsoUpdated, List<Column> key, Column... values) {
        this.table = table;
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
                + alsoUpdated
                + " WHEN NOT MATCHED THEN INSERT (study_id, mode, "
                + joined(columns, ", ", Column::name)
                + ") VALUES (s.study_id, s.mode, "
                + joined(columns, ", ", column -> "s." + column.name())
                + ")";
    }

    String table() {
        return table;
    }

    /** The first key column. It is the whole key, with study and mode, of a table that others refer to. */
    Column key() {
        return columns.get(0);
    }

    int indexOf(Column column) {
        return columns.indexOf(column);
    }

    /** Writes rows. The values of a row are in the order of the columns: first the key, then the others. */
    void write(Connection connection, StudyMode study, List<Object[]> rows) {
        var parameters =
                new ArrayList<Object>(List.of(study.studyId(), study.mode().name()));
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            parameters.add(Values.of(columns.get(i).type(), rows, row -> row[column]));
        }
        Jdbc.update(connection, sql, parameters.toArray());
    }

    private static String joined(List<Column> columns, String separator, Function<Column, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(separator));
    }
}
