package org.openors.it;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of all tables but the audit trail's, and but the counters of wrong OTPs and the lock that follows from them. */
final class TablesState {

    private static final String COLUMNS =
            "SELECT table_name, column_name FROM information_schema.columns WHERE lower(table_schema) = 'public'"
                    + " ORDER BY table_name, ordinal_position";

    private TablesState() {}

    /** The rows of each table, in order. */
    static Map<String, String> of(Database database) throws SQLException {
        var columns = database.rows(COLUMNS).stream()
                .filter(column -> !isCounter(column.get(0), column.get(1)))
                .collect(Collectors.groupingBy(
                        column -> column.get(0),
                        TreeMap::new,
                        Collectors.mapping(column -> "\"" + column.get(1) + "\"", Collectors.joining(", "))));
        var state = new TreeMap<String, String>();
        for (var table : columns.entrySet()) {
            var rows = database.rows("SELECT " + table.getValue() + " FROM \"" + table.getKey() + "\"");
            state.put(
                    table.getKey().toLowerCase(Locale.ROOT),
                    rows.stream().map(Object::toString).sorted().collect(Collectors.joining("\n")));
        }
        return state;
    }

    /** The tables whose rows differ, and those that are in one state only. */
    static List<String> changed(Map<String, String> before, Map<String, String> after) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(table -> !Objects.equals(before.get(table), after.get(table)))
                .toList();
    }

    private static boolean isCounter(String table, String column) {
        var name = table.toLowerCase(Locale.ROOT);
        return name.startsWith("audit")
                || name.startsWith("pg_stat")
                || name.equals("unknown_access_id")
                || column.equalsIgnoreCase("attempts")
                || column.equalsIgnoreCase("lock_mark");
    }
}
