package org.openors.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether the database is the embedded H2 or PostgreSQL. */
public final class EmbeddedDatabase {

    private EmbeddedDatabase() {}

    /** @throws IllegalStateException if the database can't be reached */
    public static boolean isBehind(DataSource database) {
        try (var connection = database.getConnection()) {
            return isAt(connection);
        } catch (SQLException away) {
            throw new IllegalStateException("the kind of database can't be found out", away);
        }
    }

    /** Whether it is at the other end of this connection. Nothing is sent to find out. */
    public static boolean isAt(Connection connection) throws SQLException {
        return connection.getMetaData().getURL().startsWith("jdbc:h2:");
    }
}
