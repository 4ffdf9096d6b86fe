package org.openors.payara;

import java.sql.Connection;
import java.sql.SQLException;
import org.glassfish.api.jdbc.ConnectionValidation;

/**
 * The pool's check of a connection that was idle: valid if the database answers within {@link #SECONDS}. The server's own check
 * waits as long as a statement may take. An H2 that closed itself, as on a full disk, is found by the statement: its driver says
 * that the connection is valid. See {@code src/docs/adr/0028}.
 */
public final class AnswersSoon implements ConnectionValidation {

    private static final int SECONDS = 3;

    @Override
    public boolean isConnectionValid(Connection connection, int statementTimeout) {
        try (var statement = connection.createStatement()) {
            return connection.isValid(SECONDS) && statement.execute("SELECT 1");
        } catch (SQLException away) {
            return false;
        }
    }
}
