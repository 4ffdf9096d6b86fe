package org.openors.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.openors.settings.BadSetting;

/**
 * {@code start --migrate-only}: migrates the schema of a PostgreSQL database as the role that owns the tables, and
 * grants the application's role its rights. It runs without a server, so that no node needs the owner's password.
 */
public final class Migration {

    private static final String FOREIGN_TABLES = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
            + " AND NOT pg_has_role(current_user, tableowner, 'MEMBER')";
    /** While a migration waits for a table, each statement of the nodes waits behind it. */
    private static final String SHORT_WAITS = "SET lock_timeout = '5s'";

    private static final String TABLES_ARE_IN_USE =
            "a table was in use for more than 5 s, as by a dump, a restore drill or an import: run it again when that has ended";

    private static final String ROLE_OF_THE_NODES = "SELECT 1 FROM pg_roles WHERE rolname = 'ors_app'";

    private Migration() {}

    /**
     * Reads {@code ORS_DB_URL}, {@code ORS_DB_USER} and {@code ORS_DB_PASSWORD} from the environment, and the grants
     * from a file.
     */
    public static void main(String[] arguments) throws IOException {
        try {
            var done = run(
                    System.getenv("ORS_DB_URL"),
                    System.getenv("ORS_DB_USER"),
                    System.getenv("ORS_DB_PASSWORD"),
                    Files.readString(Path.of(arguments[0])));
            System.out.println(done);
        } catch (FlywayException | SQLException | BadSetting failure) {
            System.err.println("ec-ors-svc does not migrate: "
                    + (SqlState.isLockTimeout(failure)
                            ? TABLES_ARE_IN_USE
                            : failure.getMessage().strip()));
            System.exit(1);
        }
    }

    /**
     * Migrates, then grants.
     *
     * @return what was done, in a sentence
     * @throws FlywayException also if a table was in use for more than five seconds; the migration that needs it is rolled back
     * @throws BadSetting if the role does not own the tables: it could neither migrate nor grant
     */
    public static String run(String url, String owner, String password, String grants) throws SQLException {
        try (var connection = DriverManager.getConnection(url, owner, password);
                var statement = connection.createStatement()) {
            requireOwner(statement);
            var flyway = Migrations.configuration("postgresql")
                    .dataSource(url, owner, password)
                    .initSql(SHORT_WAITS)
                    .load();
            flyway.migrate();
            statement.execute(grants);
            var rights = isAny(statement, ROLE_OF_THE_NODES)
                    ? "the rights of ors_app are set."
                    : "no rights were set: there is no role ors_app.";
            return "The schema is at version " + flyway.info().current().getVersion() + ", " + rights;
        }
    }

    /** A role without the tables gets no error from PostgreSQL when it grants, only a warning. */
    private static void requireOwner(Statement statement) throws SQLException {
        if (isAny(statement, FOREIGN_TABLES)) {
            throw new BadSetting("ORS_DB_USER", "must be the role that owns the tables, ors_owner");
        }
    }

    private static boolean isAny(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
