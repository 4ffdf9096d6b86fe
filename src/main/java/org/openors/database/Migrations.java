package org.openors.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.openors.settings.BadSetting;

/** Migrates the schema to this version. A lock lets nodes that start together do this one after the other. */
@ApplicationScoped
public class Migrations {

    /** A role may if it may make tables, and those that are there are its own. */
    private static final String MAY_MIGRATE = """
            SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)
                   AND NOT EXISTS (SELECT 1 FROM pg_class
                                    WHERE relkind = 'r' AND relnamespace = to_regnamespace(current_schema())
                                      AND NOT pg_has_role(relowner, 'USAGE'))
            """;

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
            throw SqlState.isForbidden(failure) ? mayNotMigrate() : failure;
        }
    }

    /**
     * Whether all migrations are applied, asked without a pool; changes nothing.
     *
     * @param connection to the same database as the same user
     * @throws BadSetting if they are not, and {@code ORS_DB_USER} may not apply them
     */
    public static boolean areAppliedOrCanBe(Connection connection, String url, String user, String password) {
        boolean embedded = EmbeddedDatabase.isAt(url);
        var flyway = configuration(embedded ? "h2" : "postgresql")
                .dataSource(url, user, password)
                .load();
        if (flyway.info().pending().length == 0) {
            return true;
        }
        if (!embedded
                && !Jdbc.query(connection, MAY_MIGRATE, row -> row.getBoolean(1))
                        .contains(true)) {
            throw mayNotMigrate();
        }
        return false;
    }

    private static BadSetting mayNotMigrate() {
        return new BadSetting(
                "ORS_DB_USER",
                "may not change the schema, which is of an earlier version: run start --migrate-only as its owner");
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
        return configuration(Migrations.class.getClassLoader(), database);
    }

    /** A class loader that does not list its directories gives them by the file {@code flyway.location} in each. */
    static FluentConfiguration configuration(ClassLoader scripts, String database) {
        return Flyway.configure(scripts)
                .failOnMissingLocations(true)
                .locations("classpath:db/migration", "classpath:db/" + database);
    }
}
