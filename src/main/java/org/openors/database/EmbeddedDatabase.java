package org.openors.database;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether the database is the embedded H2 or PostgreSQL. */
public final class EmbeddedDatabase {

    private EmbeddedDatabase() {}

    /** @throws IllegalStateException if the database can't be reached */
    public static boolean isBehind(DataSource database) {
        try (var connection = database.getConnection()) {
            return isAt(connection.getMetaData().getURL());
        } catch (SQLException away) {
            throw new IllegalStateException("the kind of database can't be found out", away);
        }
    }

    /** Whether this JDBC URL is one of H2. */
    public static boolean isAt(String url) {
        return url.startsWith("jdbc:h2:");
    }
}
