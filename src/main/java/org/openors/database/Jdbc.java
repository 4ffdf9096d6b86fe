package org.openors.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Runs SQL that JPA cannot express well. It uses the connection of the caller's transaction and returns it to the pool
 * when it is done.
 */
@ApplicationScoped
public class Jdbc {

    private static final int FETCH_SIZE = 1_000;

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    /** Work on a connection. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Makes an object from the current row of a result. */
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** An array parameter of a statement: the SQL type of its elements, and its values. */
    public record Values(String type, Object[] values) {
        /** One value from each item. */
        public static <T> Values of(String type, Collection<T> items, Function<T, ?> value) {
            return new Values(type, items.stream().map(value).toArray());
        }
    }

    /**
     * Does the work in the caller's transaction.
     *
     * @throws LostRace if another transaction changed the same rows first
     * @throws DatabaseFailed if the database failed in any other way
     */
    public <T> T run(Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw translated(failure);
        }
    }

    /** All rows of a query. A parameter is a value or {@link Values}. */
    public static <T> List<T> query(Connection connection, String sql, Row<T> row, Object... parameters) {
        var found = new ArrayList<T>();
        forEach(connection, sql, one -> found.add(row.of(one)), parameters);
        return found;
    }

    /** A time in the row; null if it has none. */
    public static Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Reads a query row by row, so that memory does not grow with the number of rows. */
    public static void forEach(Connection connection, String sql, Row<?> row, Object... parameters) {
        try (var statement = prepare(connection, sql, parameters)) {
            statement.setFetchSize(FETCH_SIZE);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.of(rows);
                }
            }
        } catch (SQLException failure) {
            throw translated(failure);
        }
    }

    /** Runs a statement and returns the number of changed rows. A parameter is a value or {@link Values}. */
    public static int update(Connection connection, String sql, Object... parameters) {
        try (var statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw translated(failure);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Values array) {
                statement.setArray(i + 1, connection.createArrayOf(array.type(), array.values()));
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
        return statement;
    }

    private static RuntimeException translated(SQLException failure) {
        return SqlState.isConflict(failure)
                ? new LostRace("another transaction came first", failure)
                : new DatabaseFailed(failure);
    }
}
