package org.openors.study;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.database.LostRace;
import org.openors.identity.StudyMode;

/**
 * Inserts or updates rows of a study's table in sets, over arrays: new rows with one {@code INSERT}, changed ones with one
 * {@code MERGE} (ISO/IEC 9075-2), which H2 and PostgreSQL 15 and later accept. The latter names what each row was when it was
 * read, so that no change of another transaction is overwritten. A row that already has these values is not written.
 */
final class Upsert {

    private final String table;
    private final Column key;
    private final List<Column> columns;
    private final String select;
    private final String insert;
    private final String update;

    /**
     * @param key the column that forms the table's key together with study and mode; null if these are the whole key
     * @param values the other columns
     */
    Upsert(String table, Column key, Column... values) {
        this(table, "", key, values);
    }

    /** An upsert that adds 1 to the {@code version} of a row that it updates. */
    static Upsert versioned(String table, Column key, Column... values) {
        return new Upsert(table, ", version = t.version + 1", key, values);
    }

    private Upsert(String table, String alsoUpdated, Column key, Column... values) {
        this.table = table;
        this.key = key;
        this.columns = Stream.concat(Stream.ofNullable(key), Stream.of(values)).toList();
        this.select = select(joined(columns, ", ", column -> "t." + column.name()));
        this.insert = insert();
        this.update = update(List.of(values), alsoUpdated);
    }

    /** An outer join, as H2 uses the index for this form only. */
    private String select(String selected) {
        return key == null
                ? "SELECT " + selected + " FROM " + table + " t WHERE study_id = ? AND mode = ?"
                : "SELECT " + selected + " FROM UNNEST(" + array(key) + ") AS u(wanted) LEFT JOIN " + table
                        + " t ON t.study_id = ? AND t.mode = ? AND t." + key.name() + " = u.wanted";
    }

    /**
     * Not a MERGE: for that, H2 looks for each new row in the index with the fewest columns, which a foreign key to the study's
     * mode makes. Then each row would be compared with all others of the study until the commit.
     */
    private String insert() {
        var names = joined(columns, ", ", Column::name);
        return "INSERT INTO " + table + " (study_id, mode, " + names + ") SELECT CAST(? AS uuid), CAST(? AS varchar), "
                + names + " FROM UNNEST(" + joined(columns, ", ", Upsert::array) + ") AS u(" + names + ")";
    }

    private String update(List<Column> values, String alsoUpdated) {
        return "MERGE INTO " + table
                + " t USING (SELECT CAST(? AS uuid) AS study_id, CAST(? AS varchar) AS mode, u.* FROM UNNEST("
                + joined(columns, ", ", Upsert::array) + ", " + joined(columns, ", ", Upsert::array)
                + ") AS u(" + joined(columns, ", ", Column::name) + ", "
                + joined(columns, ", ", column -> "old_" + column.name())
                + ")) s ON t.study_id = s.study_id AND t.mode = s.mode"
                + (key == null ? "" : " AND t." + key.name() + " = s." + key.name())
                + " WHEN MATCHED"
                + joined(
                        values,
                        "",
                        column -> " AND t." + column.name() + " IS NOT DISTINCT FROM s.old_" + column.name())
                + " THEN UPDATE SET " + joined(values, ", ", column -> column.name() + " = s." + column.name())
                + alsoUpdated;
    }

    String table() {
        return table;
    }

    /** The column that forms the table's key together with study and mode. */
    Column key() {
        return key;
    }

    List<Column> columns() {
        return columns;
    }

    int indexOf(String column) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().equals(column))
                .findFirst()
                .orElse(-1);
    }

    /** The stored rows with these keys, by key; the one row of a table without a key has the key null. */
    Map<Object, Object[]> stored(Connection connection, StudyMode study, Collection<?> keys) {
        var found = new HashMap<Object, Object[]>();
        var parameters = parameters(study);
        if (key != null) {
            parameters.add(0, new Values(key.type(), keys.stream().distinct().toArray()));
        }
        Jdbc.query(
                connection,
                select,
                row -> {
                    var values = values(row);
                    return found.put(key == null ? null : values[0], values);
                },
                parameters.toArray());
        found.values().removeIf(values -> key != null && values[0] == null);
        return found;
    }

    /** Up to {@code size} rows after a key, in the order of their keys; from the first one if the key is null. */
    List<Object[]> page(Connection connection, StudyMode study, Object last, int size) {
        var parameters = parameters(study);
        if (last != null) {
            parameters.add(last);
        }
        var sql = "SELECT " + joined(columns, ", ", column -> "t." + column.name()) + " FROM " + table
                + " t WHERE study_id = ? AND mode = ?" + (last == null ? "" : " AND " + key.name() + " > ?")
                + " ORDER BY study_id, mode, " + key.name() + " FETCH FIRST " + size + " ROWS ONLY";
        return Jdbc.query(connection, sql, this::values, parameters.toArray());
    }

    /** The first parameters of a statement. */
    private static List<Object> parameters(StudyMode study) {
        return new ArrayList<>(List.of(study.studyId(), study.mode().name()));
    }

    private Object[] values(ResultSet row) throws SQLException {
        var values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getObject(i + 1);
        }
        return values;
    }

    /** The row as it will be: what the document does not name is as it was, or initial. {@code stored} may be null. */
    Object[] settled(Object[] given, Object[] stored) {
        var settled = new Object[given.length];
        for (int i = 0; i < given.length; i++) {
            settled[i] = columns.get(i).settled(given[i], stored, i);
        }
        return settled;
    }

    /** The changes that these rows of a document make: none for a row that is stored like this. */
    List<RowChange> changes(Connection connection, StudyMode study, List<Object[]> rows) {
        var stored = stored(connection, study, rows.stream().map(row -> row[0]).toList());
        return rows.stream()
                .map(row -> new RowChange(stored.get(row[0]), settled(row, stored.get(row[0]))))
                .filter(change -> !Arrays.equals(change.before(), change.after()))
                .toList();
    }

    /**
     * Writes the changes.
     *
     * @throws LostRace if another transaction changed one of the rows since it was read
     */
    void write(Connection connection, StudyMode study, List<RowChange> changes) {
        var byKind = changes.stream().collect(Collectors.partitioningBy(RowChange::isNew));
        write(connection, study, insert, byKind.get(true), List.of(RowChange::after));
        write(connection, study, update, byKind.get(false), List.of(RowChange::after, RowChange::before));
    }

    private void write(
            Connection connection,
            StudyMode study,
            String statement,
            List<RowChange> changes,
            List<Function<RowChange, Object[]>> values) {
        if (changes.isEmpty()) {
            return;
        }
        var parameters = parameters(study);
        values.forEach(some -> addColumns(parameters, changes, some));
        if (Jdbc.update(connection, statement, parameters.toArray()) != changes.size()) {
            throw new LostRace("another request changed a row that a document changes");
        }
    }

    private void addColumns(List<Object> parameters, List<RowChange> changes, Function<RowChange, Object[]> values) {
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            parameters.add(Values.of(columns.get(i).type(), changes, change -> values.apply(change)[column]));
        }
    }

    /** A row's values by their names in study data, without those that are null. */
    JsonObjectBuilder json(Object[] values) {
        var json = Json.createObjectBuilder();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                columns.get(i).add(json, values[i]);
            }
        }
        return json;
    }

    /** A row as a document names it: with all its values, so that an import sets each of them. */
    JsonObjectBuilder document(Object[] values) {
        var json = Json.createObjectBuilder();
        for (int i = 0; i < values.length; i++) {
            columns.get(i).addToDocument(json, values[i]);
        }
        return json;
    }

    private static String array(Column column) {
        return "CAST(? AS " + column.type() + " ARRAY)";
    }

    private static String joined(List<Column> columns, String separator, Function<Column, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(separator));
    }
}
