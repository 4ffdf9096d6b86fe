package org.openors.audit;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.openors.Fake.fake;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.openors.database.Migrations;
import org.openors.database.TestPostgres;

/** An empty database of each kind, migrated, for tests of the trail without a server. */
public final class TrailDatabase implements AutoCloseable {

    private final String name;
    private final DataSource source;
    /** Of {@link TestPostgres}; null on H2. */
    private final String database;

    private TrailDatabase(String name, DataSource source, String database) {
        this.name = name;
        this.source = source;
        this.database = database;
        new Migrations().run(source);
    }

    /** Without PostgreSQL if {@code -Dtrail.database=h2}: its start takes longer than a test, and PIT starts it for each mutation. */
    public static List<TrailDatabase> ofEachKind() throws IOException {
        return isH2Alone() ? List.of(h2()) : List.of(h2(), postgres());
    }

    /** Whether {@link #ofEachKind} leaves PostgreSQL out. */
    public static boolean isH2Alone() {
        return "h2".equals(System.getProperty("trail.database"));
    }

    public static TrailDatabase h2() {
        var embedded = new JdbcDataSource();
        embedded.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return new TrailDatabase("H2", embedded, null);
    }

    /** The one of them that is PostgreSQL. Skips the test if {@link #ofEachKind} left it out. */
    public static TrailDatabase postgresOf(List<TrailDatabase> databases) {
        var postgres = databases.stream().filter(TrailDatabase::isPostgres).findFirst();
        assumeThat(postgres).isPresent();
        return postgres.get();
    }

    public static TrailDatabase postgres() throws IOException {
        var database = TestPostgres.newDatabase();
        return new TrailDatabase("PostgreSQL", TestPostgres.database(database), database);
    }

    /**
     * A connection with a transaction open, which is rolled back at its end: PostgreSQL notices a little later that a connection is
     * closed, and until then its locks would hold up the next test.
     */
    public Connection connect() throws SQLException {
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        return fake(Connection.class, (any, called, arguments) -> {
            if (called.getName().equals("close") && !connection.isClosed()) {
                connection.rollback();
            }
            try {
                return called.invoke(connection, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        });
    }

    public boolean isPostgres() {
        return database != null;
    }

    /** A connection as another role of PostgreSQL. */
    public Connection connectAs(String role, String password) throws SQLException {
        return TestPostgres.databaseAs(role, password, database).getConnection();
    }

    /** What only the database's owner can do, and nobody can undo. */
    public void removeTriggers() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var trigger : List.of(
                    "audit_record_waits ON audit_record",
                    "audit_record_is_kept ON audit_record",
                    "audit_seal_is_kept ON audit_seal")) {
                statement.execute("DROP TRIGGER " + (isPostgres() ? trigger : trigger.replaceFirst(" ON .*", "")));
            }
            connection.commit();
        }
    }

    @Override
    public void close() throws IOException {
        if (isPostgres()) {
            TestPostgres.drop(database);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
