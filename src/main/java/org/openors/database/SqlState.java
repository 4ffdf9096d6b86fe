package org.openors.database;

import jakarta.resource.ResourceException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openors.error.Causes;

/** Says what kind a database failure is, by its SQLSTATE (ISO/IEC 9075-2; PostgreSQL, appendix A; H2's error codes). */
public final class SqlState {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    /** Violations of a unique or a foreign key; the last is H2's. */
    private static final Set<String> KEYS = Set.of(UNIQUE_VIOLATION, "23503", "23506");

    private static final String LOCK_TIMEOUT_OF_H2 = "HYT00";
    private static final String LOCK_TIMEOUT_OF_POSTGRESQL = "55P03";

    /**
     * Connection failure, rollback by the database, insufficient resources, operator intervention, failure of the
     * operating system.
     */
    private static final List<String> LATER_CLASSES = List.of("08", "40", "53", "57", "58");

    /**
     * Single states. PostgreSQL: read-only (a standby, or a switch-over), and a session or transaction that was ended
     * because it was idle or took too long. H2: the same row is being changed, the database is read-only, closed, or
     * closing, its file can't be read or written, or there is no memory.
     */
    private static final Set<String> LATER =
            Set.of("25006", "25P03", "25P04", "90131", "90097", "90098", "90121", "90135", "90028", "90031", "90108");

    private static final String NO_SUCH_STATEMENT = "26000";
    private static final String NOT_SUPPORTED = "0A000";
    private static final String CHANGED_RESULT = "cached plan must not change result type";

    /**
     * The beginnings of states. Connection failure, the end of the server or of the session; H2, or the connection to it,
     * is closed or closing.
     */
    private static final List<String> LOST = List.of("08", "53300", "57P", "90007", "90067", "90098", "90121");

    private SqlState() {}

    /** Whether the role lacks a privilege. */
    static boolean isForbidden(Throwable failure) {
        return hasState(failure, INSUFFICIENT_PRIVILEGE::equals);
    }

    /** Whether a unique key was violated. */
    public static boolean isUniqueViolation(Throwable failure) {
        return hasState(failure, UNIQUE_VIOLATION::equals);
    }

    /**
     * Whether another transaction came first: a unique or foreign key, or as {@link #isRolledBack} says. A row that lacks a
     * value or breaks a check would do so again.
     */
    public static boolean isConflict(Throwable failure) {
        return hasState(failure, KEYS::contains) || isRolledBack(failure);
    }

    /**
     * Whether the database rolled back for the sake of another transaction (40), the wait for a lock timed out, or a prepared
     * statement is of no use any more. Nothing was done, and the same transaction may succeed at once.
     */
    public static boolean isRolledBack(Throwable failure) {
        return hasState(failure, state -> state.startsWith("40") || isLockTimeout(state))
                || sqlCauses(failure).anyMatch(SqlState::isOfAnOldStatement);
    }

    /**
     * Whether PostgreSQL no longer has the prepared statement, as behind a pooler, or a migration has changed the type of its
     * result. The driver then prepares it anew. Only the message tells the second from what is really not supported.
     */
    private static boolean isOfAnOldStatement(SQLException sql) {
        var state = state(sql);
        return state.equals(NO_SUCH_STATEMENT)
                || state.equals(NOT_SUPPORTED)
                        && sql.getMessage() != null
                        && sql.getMessage().contains(CHANGED_RESULT);
    }

    /** Whether the wait for a lock timed out. */
    public static boolean isLockTimeout(Throwable failure) {
        return hasState(failure, SqlState::isLockTimeout);
    }

    private static boolean isLockTimeout(String state) {
        return state.equals(LOCK_TIMEOUT_OF_H2) || state.equals(LOCK_TIMEOUT_OF_POSTGRESQL);
    }

    private static boolean hasState(Throwable failure, Predicate<String> wanted) {
        return sqlCauses(failure).map(SqlState::state).anyMatch(wanted);
    }

    /**
     * Whether the same request may succeed later: the database is away, overloaded, stopped, read-only, or ended the
     * session or the wait of this one (08, 25, 40, 53, 57, 58, lock timeouts), its files can't be read or written, a prepared
     * statement is of no use any more, the pool has no connection, or the commit failed: of that the transaction manager reports
     * no state.
     */
    public static boolean isUnavailable(Throwable failure) {
        return sqlCauses(failure).anyMatch(SqlState::isUnavailable)
                || Causes.of(failure).anyMatch(SystemException.class::isInstance);
    }

    private static boolean isUnavailable(SQLException sql) {
        var state = state(sql);
        return sql instanceof SQLTransientException
                || LATER.contains(state)
                || LATER_CLASSES.stream().anyMatch(state::startsWith)
                || isLockTimeout(state)
                || isOfAnOldStatement(sql)
                || isConnectionLost(sql)
                || isOfTheDisk(sql);
    }

    /** H2 reports a full disk as a general error (HY000) with this cause. */
    private static boolean isOfTheDisk(SQLException sql) {
        return Causes.of(sql).anyMatch(IOException.class::isInstance);
    }

    /**
     * Whether the connection ended or none can be had: then a pool that is a resource adapter says so by a {@link
     * ResourceException} (Jakarta Connectors 2.1, section 7.12). Who asks the database again now waits as long again. A commit that
     * failed counts too, as no constraint and no lock is left to it.
     */
    public static boolean isConnectionLost(Throwable failure) {
        return sqlCauses(failure).anyMatch(SqlState::isConnectionLost)
                || Causes.of(failure).anyMatch(SystemException.class::isInstance);
    }

    private static boolean isConnectionLost(SQLException sql) {
        var state = state(sql);
        return sql instanceof SQLNonTransientConnectionException
                || sql instanceof SQLTransientConnectionException
                || LOST.stream().anyMatch(state::startsWith)
                || Causes.of(sql).anyMatch(ResourceException.class::isInstance);
    }

    private static String state(SQLException sql) {
        return sql.getSQLState() == null ? "" : sql.getSQLState();
    }

    /** All of them: a pool may wrap the driver's exception in one without a state. */
    private static Stream<SQLException> sqlCauses(Throwable failure) {
        return Causes.of(failure).filter(SQLException.class::isInstance).map(SQLException.class::cast);
    }
}
