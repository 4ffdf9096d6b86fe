package org.openors.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Says what kind a database failure is, by its SQLSTATE (ISO/IEC 9075-2; PostgreSQL, appendix A; H2's error codes). */
public final class SqlState {

    private static final String UNIQUE_VIOLATION = "23505";
    /** Violations of a unique or a foreign key; the last is H2's. */
    private static final Set<String> KEYS = Set.of(UNIQUE_VIOLATION, "23503", "23506");

    private static final String LOCK_TIMEOUT_OF_H2 = "HYT00";
    private static final String LOCK_TIMEOUT_OF_POSTGRESQL = "55P03";

    private SqlState() {}

    /** Whether a unique key was violated. */
    public static boolean isUniqueViolation(Throwable failure) {
        return hasState(failure, UNIQUE_VIOLATION::equals);
    }

    /**
     * Whether another transaction came first: a unique or foreign key, a forced rollback or a lock timeout. A row that
     * lacks a value or breaks a check would do so again.
     */
    public static boolean isConflict(Throwable failure) {
        return hasState(failure, KEYS::contains) || isRolledBack(failure);
    }

    /** Whether the database rolled back for the sake of another transaction (40), or the wait for a lock timed out. */
    public static boolean isRolledBack(Throwable failure) {
        return hasState(failure, state -> state.startsWith("40") || isLockTimeout(state));
    }

    /** Whether the wait for a lock timed out. */
    public static boolean isLockTimeout(Throwable failure) {
        return hasState(failure, SqlState::isLockTimeout);
    }

    private static boolean isLockTimeout(String state) {
        return state.equals(LOCK_TIMEOUT_OF_H2) || state.equals(LOCK_TIMEOUT_OF_POSTGRESQL);
    }

    private static boolean hasState(Throwable failure, Predicate<String> wanted) {
        return sqlCause(failure).map(SqlState::state).filter(wanted).isPresent();
    }

    /** Whether the database is unavailable or overloaded (08, 53, 57, or no connection from the pool). */
    public static boolean isUnavailable(Throwable failure) {
        return sqlCause(failure).filter(SqlState::isUnavailable).isPresent();
    }

    private static boolean isUnavailable(SQLException sql) {
        var state = state(sql);
        return sql instanceof SQLTransientException
                || sql instanceof SQLNonTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || sql.getMessage() != null && sql.getMessage().startsWith("Error in allocating a connection");
    }

    private static String state(SQLException sql) {
        return sql.getSQLState() == null ? "" : sql.getSQLState();
    }

    private static Optional<SQLException> sqlCause(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
