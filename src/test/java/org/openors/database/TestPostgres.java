package org.openors.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** The one PostgreSQL of this JVM, for tests without a server: its start takes longer than most of them. It ends with the JVM. */
public final class TestPostgres {

    private static final String OWNER = "postgres";

    private static EmbeddedPostgres server;
    private static int databases;

    private TestPostgres() {}

    /** Makes an empty database, which nobody else uses, and returns its name. */
    public static synchronized String newDatabase() throws IOException {
        if (server == null) {
            // It need not survive a crash of the machine, and makes many databases.
            server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        }
        var name = "test" + databases++;
        execute("CREATE DATABASE " + name);
        return name;
    }

    /** A database of the owner of all. */
    public static DataSource database(String name) {
        return server.getDatabase(OWNER, name);
    }

    /** A database, as another role. */
    public static DataSource databaseAs(String role, String password, String name) {
        return server.getDatabase(role, name, Map.of("password", password));
    }

    public static void drop(String database) throws IOException {
        execute("DROP DATABASE " + database + " WITH (FORCE)");
    }

    private static void execute(String sql) throws IOException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
    }
}
