package org.openors.it;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A standby that follows a test's PostgreSQL by streaming. The PostgreSQL of Maven Central has no {@code pg_basebackup}: the files are
 * copied while the primary is in backup mode (PostgreSQL 17, section 25.3.4).
 */
final class Standby implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Of the process that is copied; and what a standby gets by streaming, or makes itself. */
    private static final Set<String> OWN_FILES = Set.of("postmaster.pid", "postmaster.opts", "standby.signal");

    private static final Set<Path> OWN_DIRECTORIES =
            Set.of(Path.of("pg_wal"), Path.of("pg_replslot"), Path.of("pg_dynshmem"));

    final PostgresProcess process;
    private final Database primary;
    private final int primaryPort;

    /** Makes it and waits until it follows. */
    Standby(Database primary, Path directory) throws IOException, SQLException, InterruptedException {
        this.primary = primary;
        var running = new PostgresProcess(primary);
        primaryPort = running.port();
        var data = directory.resolve("standby");
        copy(running.data(), data);
        Files.createFile(data.resolve("standby.signal"));
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primaryPort
                        + " user=postgres application_name=standby'\nprimary_slot_name = 'standby'\n",
                StandardOpenOption.APPEND);
        process = running.another(data, Server.freePort());
        process.start();
        awaitAtPrimary("state = 'streaming'");
    }

    private void copy(Path from, Path to) throws IOException, SQLException {
        try (var connection = primary.connect()) {
            Database.rows(connection, "SELECT pg_create_physical_replication_slot('standby', true)");
            Database.rows(connection, "SELECT pg_backup_start('standby', true)");
            Files.createDirectories(to.getParent());
            Files.createDirectory(
                    to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.walkFileTree(from, new Copying(from, to));
            var label = Database.rows(connection, "SELECT labelfile FROM pg_backup_stop(false)");
            Files.writeString(to.resolve("backup_label"), label.get(0).get(0));
        }
    }

    /** From now on the service's commits wait until they are on the disk of this one too. */
    Standby synchronous() throws SQLException, InterruptedException {
        primary.update("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
        primary.rows("SELECT pg_reload_conf()");
        awaitAtPrimary("sync_state = 'sync'");
        return this;
    }

    /** Waits until it has all that was committed by now. */
    void catchUp() throws SQLException, InterruptedException {
        awaitAtPrimary("flush_lsn >= '"
                + primary.rows("SELECT pg_current_wal_lsn()").get(0).get(0) + "'");
    }

    /** From now on it gets nothing from the primary. */
    void fallBehind() throws SQLException, InterruptedException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET primary_conninfo = ''");
            statement.execute("SELECT pg_reload_conf()");
        }
        await("SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_stat_replication)");
    }

    private void awaitAtPrimary(String state) {
        await("SELECT 1 FROM pg_stat_replication WHERE " + state);
    }

    private void await(String query) {
        Waiting.until(LIMIT, () -> !primary.rows(query).isEmpty());
    }

    /** It takes changes when this returns. */
    void promote() throws SQLException {
        try (var connection = connect()) {
            var promoted = Database.rows(connection, "SELECT pg_promote()");
            if (!promoted.equals(List.of(List.of("t")))) {
                throw new IllegalStateException("not promoted");
            }
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + process.port() + "/postgres", "postgres", "");
    }

    /** The settings of a node that uses whichever of the two is the primary. */
    Map<String, String> settings() {
        var settings = new HashMap<>(primary.settings());
        settings.put(
                "ORS_DB_URL",
                "jdbc:postgresql://127.0.0.1:" + primaryPort + ",127.0.0.1:" + process.port()
                        + "/postgres?targetServerType=primary");
        return settings;
    }

    @Override
    public void close() {
        process.kill();
    }

    /** Leaves out what a copy must not have. A file may go while the others are copied. */
    private static final class Copying extends SimpleFileVisitor<Path> {

        private final Path from;
        private final Path to;

        Copying(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            var relative = from.relativize(directory);
            if (!directory.equals(from)) {
                Files.copy(directory, to.resolve(relative.toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return OWN_DIRECTORIES.contains(relative) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!OWN_FILES.contains(file.getFileName().toString())) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
