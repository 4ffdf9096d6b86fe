package org.openors.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Commits each work in a transaction of its own, as a session bean does, without a server. */
public final class CommittedWork extends Jdbc {

    private final Connection connection;

    /** @param connection has a transaction open, always */
    public CommittedWork(Connection connection) {
        this.connection = connection;
    }

    @Override
    public <T> T run(Work<T> work) {
        try {
            var result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException failure) {
            throw new DatabaseFailed(failure);
        } finally {
            rollback();
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException failure) {
            throw new DatabaseFailed(failure);
        }
    }
}
