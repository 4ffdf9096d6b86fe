package org.openors.database;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Tells the embedded database, H2, from the other, PostgreSQL. */
public final class EmbeddedDatabase {

    private EmbeddedDatabase() {}

    /** @throws IllegalStateException if the database is away */
    public static boolean isBehind(DataSource database) {
        try (var connection = database.getConnection()) {
            return connection.getMetaData().getURL().startsWith("jdbc:h2:");
        } catch (SQLException away) {
            throw new IllegalStateException("the database can't be asked what it is", away);
        }
    }
}
