package org.openors.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.openors.settings.BadSetting;

/** Migrates the schema to this version. A lock lets nodes that start together do this one after the other. */
@ApplicationScoped
public class Migrations {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private volatile boolean applied;

    /**
     * Does nothing if the schema has this version or a later one.
     *
     * @throws BadSetting if the schema must be migrated, but {@code ORS_DB_USER} may not change it
     */
    public void run(DataSource database) {
        try {
            flyway(database).migrate();
            applied = true;
        } catch (FlywayException failure) {
            throw isForbidden(failure)
                    ? new BadSetting(
                            "ORS_DB_USER",
                            "may not change the schema, which is of an earlier version: run start --migrate-only as its owner")
                    : failure;
        }
    }

    /** Whether all migrations are applied. Flyway takes two connections, so it is asked only until it says so. */
    public boolean areApplied(DataSource database) {
        applied = applied || flyway(database).info().pending().length == 0;
        return applied;
    }

    private static Flyway flyway(DataSource database) {
        return configuration(EmbeddedDatabase.isBehind(database) ? "h2" : "postgresql")
                .dataSource(database)
                .load();
    }

    static FluentConfiguration configuration(String database) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .locations("classpath:db/migration", "classpath:db/" + database);
    }

    private static boolean isForbidden(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && INSUFFICIENT_PRIVILEGE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
