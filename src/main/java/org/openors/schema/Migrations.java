package org.openors.schema;

import jakarta.enterprise.context.ApplicationScoped;
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
                .locations("classpath:db/migration")
                .load();
    }
}
