package org.openors.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openors.database.Migration;
import org.openors.keys.TestKeys;

/** The database of a test run: {@code -Dors.it.database=h2} (embedded in the server) or {@code postgresql} (a real one). */
public final class Database implements AutoCloseable {

    /** A condition for the newest audit records. An index can find them. */
    static final String JUST_NOW = "occurred_at > CURRENT_TIMESTAMP - INTERVAL '2' MINUTE";

    /**
     * The condition for the statements of requests in {@code pg_stat_statements}: not the look at the count itself, not the
     * pool's look at an idle connection, and not what the service does by itself.
     */
    static final String OF_REQUESTS = "query NOT LIKE '%pg_stat_statements%' AND query NOT IN ('SELECT 1', 'SELECT $1')"
            + " AND query !~ 'audit_(unsealed|seal|chain)|FROM connector_call (ORDER BY|WHERE [(])"
            + "|^SELECT u.record_id, r.occurred_at'";

    private static final Path CONFIGURATION = Path.of("server-config/postgresql");

    private final EmbeddedPostgres postgres;
    private final Path home;
    /** Of {@code ors}, or of {@code ors_app}. */
    private final String password;

    private final String h2Options;

    private Database(EmbeddedPostgres postgres, Path home, String password, String h2Options) {
        this.postgres = postgres;
        this.home = home;
        this.password = password;
        this.h2Options = h2Options;
    }

    public static Database ofThisRun(Path home) {
        return switch (System.getProperty("ors.it.database", "h2")) {
            case "h2" -> new Database(null, home, UUID.randomUUID().toString(), ";AUTO_SERVER=TRUE");
            case "postgresql" -> postgres(home);
            default -> throw new IllegalArgumentException("ors.it.database must be h2 or postgresql");
        };
    }

    /** A PostgreSQL whose tables are made as an operator makes them, and which the service uses with the least rights. */
    public static Database postgres(Path home) {
        var database = postgresToMigrate(home);
        try {
            database.migrate();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return database;
    }

    /** A PostgreSQL with the two roles, but without tables. */
    static Database postgresToMigrate(Path home) {
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setPort(Server.freePort())
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setServerConfig("pg_stat_statements.track_utility", "off")
                    .start();
            var database = new Database(postgres, home, UUID.randomUUID().toString(), null);
            database.makeRoles();
            return database;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void makeRoles() throws IOException, SQLException {
        update(Files.readString(CONFIGURATION.resolve("roles.sql")));
        for (var role : List.of("ors_owner", "ors_app")) {
            update("ALTER ROLE " + role + " PASSWORD '" + password + "'");
        }
    }

    private void migrate() throws IOException, SQLException {
        Migration.run(url(), "ors_owner", password, Files.readString(CONFIGURATION.resolve("grants.sql")));
    }

    /** The settings of the role that owns the tables. */
    public Map<String, String> ownerSettings() {
        return Map.of("ORS_DB_URL", url(), "ORS_DB_USER", "ors_owner", "ORS_DB_PASSWORD", password);
    }

    /** A connection of the role that the service has. */
    public Connection connectAsService() throws SQLException {
        return DriverManager.getConnection(url(), "ors_app", password);
    }

    /** The embedded database as {@code start} makes it by itself; only while no server runs can it be opened beside it. */
    public static Database madeByStart(Path home) {
        try {
            return new Database(null, home, Files.readString(home.resolve("database.password")), "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public boolean isPostgres() {
        return postgres != null;
    }

    /** The settings that a server needs for this database. */
    public Map<String, String> settings() {
        return isPostgres()
                ? Map.of(
                        "ORS_DB_URL",
                        url(),
                        "ORS_DB_USER",
                        "ors_app",
                        "ORS_DB_PASSWORD",
                        password,
                        "ORS_SECRET_KEY_FILE",
                        keyFile().toString())
                : Map.of(
                        "ORS_DB_URL",
                        url(),
                        "ORS_DB_USER",
                        "ors",
                        "ORS_DB_PASSWORD",
                        password,
                        "ORS_JAVA_OPTIONS",
                        "-Dh2.bindAddress=127.0.0.1");
    }

    /** A connection beside the server's, with all rights. */
    public Connection connect() throws SQLException {
        return isPostgres()
                ? postgres.getPostgresDatabase().getConnection()
                : DriverManager.getConnection(url(), "ors", password);
    }

    /** Of a run, H2 is a file that the tests, too, may open while the server runs. */
    public String url() {
        return isPostgres()
                ? "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres"
                : "jdbc:h2:file:" + home.resolve("ors") + ";WRITE_DELAY=0;REUSE_SPACE=FALSE;OPTIMIZE_REUSE_RESULTS=0"
                        + h2Options;
    }

    /** Runs one statement beside the server. */
    public void update(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Ends the service's connections to PostgreSQL. Call {@link #awaitNewConnections} before others use the service. */
    void endConnections() throws SQLException {
        rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ors_app'");
    }

    /**
     * Waits until no request meets a connection that was ended: of Payara's pool, one that it has not looked at for 5 s is looked
     * at before its next use, and if it has ended, all are made anew.
     */
    static void awaitNewConnections() throws InterruptedException {
        Thread.sleep(5_500);
    }

    /** The rows of a query, each column as text; bytes in hex. */
    public List<List<String>> rows(String sql) throws SQLException {
        try (var connection = connect()) {
            return rows(connection, sql);
        }
    }

    /** As {@link #rows(String)}, in a connection that is there: to open the embedded database takes long. */
    static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(
                            result.getObject(i) instanceof byte[] bytes
                                    ? HexFormat.of().formatHex(bytes)
                                    : result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The file of the server's secret keys. */
    Path keyFile() {
        return isPostgres() ? madeKeyFile() : home.resolve("secret.key");
    }

    private Path madeKeyFile() {
        try {
            Files.createDirectories(home);
            var file = home.resolve("test-secret.key");
            if (!Files.exists(file)) {
                Files.writeString(file, TestKeys.base64());
            }
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        if (isPostgres()) {
            postgres.close();
        }
    }
}
