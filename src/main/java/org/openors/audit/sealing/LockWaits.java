package org.openors.audit.sealing;

import java.sql.Connection;
import java.sql.SQLException;
import org.openors.database.Jdbc;

/**
 * Limits how long a transaction of sealing waits for a lock, to two seconds. On H2 that is the limit of every
 * connection.
 */
final class LockWaits {

    private static final String LIMIT = "SELECT set_config('lock_timeout', '2s', true) AS audit_sealing";

    private LockWaits() {}

    /** Sets the limit until the transaction ends. */
    static Connection limitedOn(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            Jdbc.query(connection, LIMIT, row -> true);
        }
        return connection;
    }
}
