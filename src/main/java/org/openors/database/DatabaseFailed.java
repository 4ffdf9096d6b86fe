package org.openors.database;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;

/**
 * The database failed. The transaction rolls back. The cause is the failure of the driver. An EJB container neither
 * wraps nor logs this exception.
 */
@ApplicationException(rollback = true)
public class DatabaseFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseFailed(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
