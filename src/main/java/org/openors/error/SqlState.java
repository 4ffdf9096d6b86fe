package org.openors.error;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Optional;

/** What a database failure is, by its SQLSTATE (ISO/IEC 9075-2; PostgreSQL, appendix A; H2's error codes). */
public final class SqlState {

    private static final String UNIQUE_VIOLATION = "23505";

    private SqlState() {}

    /** Whether a unique key was broken. */
    public static boolean isUniqueViolation(Throwable failure) {
        return sqlCause(failure)
                .map(SqlState::state)
                .filter(UNIQUE_VIOLATION::equals)
                .isPresent();
    }

    /** Whether another transaction came first: a constraint (23), a forced rollback (40), a lock not had in time. */
    public static boolean isConflict(Throwable failure) {
        return isLockTimeout(failure)
                || sqlCause(failure)
                        .map(SqlState::state)
                        .filter(state -> state.startsWith("23") || state.startsWith("40"))
                        .isPresent();
    }

    /** Whether a lock was waited for in vain (H2: HYT00, PostgreSQL: 55P03). */
    public static boolean isLockTimeout(Throwable failure) {
        return sqlCause(failure)
                .map(SqlState::state)
                .filter(state -> state.equals("HYT00") || state.equals("55P03"))
                .isPresent();
    }

    /** Whether the database is away or overloaded (08, 53, 57P, or no connection to be had). */
    public static boolean isUnavailable(Throwable failure) {
        return sqlCause(failure).filter(SqlState::isUnavailable).isPresent();
    }

    private static boolean isUnavailable(SQLException sql) {
        var state = state(sql);
        return sql instanceof SQLTransientException
                || sql instanceof SQLNonTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
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
