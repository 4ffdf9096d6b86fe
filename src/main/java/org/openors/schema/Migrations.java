package org.openors.schema;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema to this version, under a lock that nodes starting together share. */
@ApplicationScoped
public class Migrations {

    /** Does nothing on a schema of this version. */
    public void run(DataSource database) {
        flyway(database).migrate();
    }

    /** Whether nothing is left to migrate. */
    public boolean areIn(DataSource database) {
        return flyway(database).info().pending().length == 0;
    }

    private static Flyway flyway(DataSource database) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/" + (isH2(database) ? "h2" : "postgresql"))
                .load();
    }

    private static boolean isH2(DataSource database) {
        try (var connection = database.getConnection()) {
            return connection.getMetaData().getURL().startsWith("jdbc:h2:");
        } catch (SQLException away) {
            throw new IllegalStateException("the database can't be asked what it is", away);
        }
    }
}
