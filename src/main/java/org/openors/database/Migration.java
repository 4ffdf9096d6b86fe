package org.openors.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;

/**
 * {@code start --migrate-only}: migrates the schema of a PostgreSQL database as the role that owns the tables, and
 * grants the application's role its rights. It runs without a server, so that no node needs the owner's password.
 */
public final class Migration {

    private static final String DONE = "The schema is at version %s, the rights of ors_app are set.";

    private Migration() {}

    /**
     * Reads {@code ORS_DB_URL}, {@code ORS_DB_USER} and {@code ORS_DB_PASSWORD} from the environment, and the grants
     * from a file.
     */
    public static void main(String[] arguments) throws IOException {
        try {
            var version = run(
                    System.getenv("ORS_DB_URL"),
                    System.getenv("ORS_DB_USER"),
                    System.getenv("ORS_DB_PASSWORD"),
                    Files.readString(Path.of(arguments[0])));
            System.out.println(DONE.replace("%s", version));
        } catch (FlywayException | SQLException failure) {
            System.err.println(
                    "ec-ors-svc does not migrate: " + failure.getMessage().strip());
            System.exit(1);
        }
    }

    /**
     * Migrates, then grants.
     *
     * @return the schema's version
     */
    public static String run(String url, String owner, String password, String grants) throws SQLException {
        var flyway = Migrations.configuration("postgresql")
                .dataSource(url, owner, password)
                .load();
        flyway.migrate();
        try (var connection = DriverManager.getConnection(url, owner, password);
                var statement = connection.createStatement()) {
            statement.execute(grants);
        }
        return flyway.info().current().getVersion().getVersion();
    }
}
