package org.openors.audit.verification;

import java.sql.Connection;
import java.sql.SQLException;
import org.openors.database.Jdbc;

/** Does everything in the open transaction of a test, and counts how often. */
final class OneTransaction extends Jdbc {

    private final Connection connection;
    private int times;
    private boolean isHeld;

    OneTransaction(Connection connection) {
        this.connection = connection;
    }

    @Override
    public <T> T run(Work<T> work) {
        times++;
        isHeld = true;
        try {
            return work.on(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        } finally {
            isHeld = false;
        }
    }

    int times() {
        return times;
    }

    /** Whether the connection is in use. */
    boolean isHeld() {
        return isHeld;
    }
}
