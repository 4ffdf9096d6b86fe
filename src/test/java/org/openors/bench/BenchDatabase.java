package org.openors.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.openors.it.Server;

/** A PostgreSQL of the bench's own that keeps what it commits, which a test's need not. */
final class BenchDatabase implements AutoCloseable {

    private static final String DAY_BEFORE_YESTERDAY = "now() - interval '2 days'";
    private static final String YESTERDAY = "now() - interval '1 day'";

    private final EmbeddedPostgres postgres;

    BenchDatabase() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPort(Server.freePort())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    /** Makes another database in the same PostgreSQL, and returns its URL. */
    String another(String name) throws SQLException {
        run("CREATE DATABASE " + name);
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name;
    }

    Connection connect() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    /** A line on the version and the settings that commits depend on. */
    String description() throws SQLException {
        return "PostgreSQL " + show("server_version") + ", fsync " + show("fsync") + ", synchronous_commit "
                + show("synchronous_commit") + ", shared_buffers " + show("shared_buffers");
    }

    /** Makes devices {@code from} (inclusive) to {@code to} (exclusive), as study-data would but faster. */
    void addDevices(int from, int to) throws SQLException {
        var study = "'" + Fleet.STUDY + "', '" + Fleet.MODE + "', ";
        var numbers = " FROM generate_series(" + from + ", " + (to - 1) + ") n";
        run("INSERT INTO subject SELECT " + study
                + "md5('subject-' || n)::uuid, 'S-' || n, 'site-' || n % 100, 'M-' || n" + numbers);
        run("INSERT INTO inventory_item SELECT " + study + "md5('item-' || n)::uuid, 'BPM'" + numbers);
        run("INSERT INTO dispensation SELECT " + study + "md5('item-' || n)::uuid, md5('subject-' || n)::uuid"
                + numbers);
        run("INSERT INTO device_registration SELECT " + study
                + "md5('item-' || n)::uuid, md5('device-' || n)::uuid, NULL, NULL" + numbers);
    }

    /**
     * Gives these devices a pair of yesterday's that nobody knows, so that each recreation replaces one. Their access IDs are
     * in lower case, which the service never draws.
     */
    void addPairs(int from, int to) throws SQLException {
        run("INSERT INTO bootstrap_credential (study_id, mode, inventory_id, subject_id, version, access_id, key_id,"
                + " salt, iterations, otp_hash, issued_at, issued_by, expires_at, attempts)"
                + " SELECT '" + Fleet.STUDY + "', '" + Fleet.MODE + "', md5('item-' || n)::uuid,"
                + " md5('subject-' || n)::uuid, 1, 'v' || lpad(to_hex(n), 5, '0'), '1', decode(md5('a' || n), 'hex'),"
                + " 1000, sha256(decode(md5('b' || n), 'hex')), " + DAY_BEFORE_YESTERDAY + ", 'bench', " + YESTERDAY
                + ", 0 FROM generate_series(" + from + ", " + (to - 1) + ") n");
    }

    /** How many connections the service has. */
    double serviceConnections() throws SQLException {
        return number("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
                + " AND pid <> pg_backend_pid()");
    }

    /** The first column of the first row. */
    long number(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What autovacuum would do at a time of its own choice. */
    void settle() throws SQLException {
        run("VACUUM ANALYZE");
        run("CHECKPOINT");
    }

    private void run(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String show(String setting) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
