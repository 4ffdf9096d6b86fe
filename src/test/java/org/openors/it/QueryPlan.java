package org.openors.it;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How PostgreSQL runs a statement whatever its parameters are. */
public final class QueryPlan {

    private static final String GENERIC = "SET plan_cache_mode = force_generic_plan";
    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+");

    private QueryPlan() {}

    /** The generic plan of a statement with parameters {@code $1} and so on; the nulls are looked at by nobody. */
    static String of(Database database, String statement) throws SQLException {
        return of(database, statement, GENERIC);
    }

    /**
     * As {@link #of(Database, String)}, where an order is to come from an index: of a range that it does not know, the planner
     * expects a two-hundredth of the table, and may rather sort that.
     */
    static String inOrder(Database database, String statement) throws SQLException {
        return of(database, statement, GENERIC + "; SET enable_bitmapscan = off");
    }

    private static String of(Database database, String statement, String settings) throws SQLException {
        try (var connection = database.connect()) {
            return of(connection, statement, settings);
        }
    }

    /** As {@link #of(Database, String)}, in a session that is used for nothing else afterwards. */
    public static String of(Connection session, String statement) throws SQLException {
        return of(session, statement, GENERIC);
    }

    private static String of(Connection connection, String statement, String settings) throws SQLException {
        long parameters = PARAMETER
                .matcher(statement)
                .results()
                .map(MatchResult::group)
                .distinct()
                .count();
        var nulls = String.join(", ", Collections.nCopies((int) parameters, "NULL"));
        try (var session = connection.createStatement()) {
            session.execute(settings);
            session.execute("PREPARE planned AS " + statement);
            var plan = new StringBuilder();
            try (var lines =
                    session.executeQuery("EXPLAIN EXECUTE planned" + (parameters == 0 ? "" : "(" + nulls + ")"))) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
