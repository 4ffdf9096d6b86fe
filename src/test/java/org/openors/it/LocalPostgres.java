package org.openors.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A PostgreSQL of this machine's own programs, which has {@code pg_dump} and the like, on TLS with a certificate of its own authority. */
final class LocalPostgres implements AutoCloseable {

    private static final Path PROGRAMS = newest();

    private final Path directory;
    final int port = Server.freePort();

    LocalPostgres(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        Shell.run(directory, Map.of(), """
                openssl req -x509 -newkey rsa:2048 -nodes -days 7 -subj /CN=authority -keyout ca.key -out ca.pem 2>/dev/null
                openssl req -x509 -newkey rsa:2048 -nodes -days 7 -subj /CN=another -keyout other.key -out other.pem 2>/dev/null
                openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr 2>/dev/null
                printf 'subjectAltName=DNS:localhost' >san
                openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 7 -extfile san -out server.crt 2>/dev/null
                chmod 711 . .. && mkdir cluster && cp server.crt server.key cluster
                """);
        if (isRoot()) {
            Shell.run(directory, Map.of(), "chown -R postgres cluster && chmod 700 cluster");
        }
        asPostgres(
                "initdb -D cluster/data -A trust -U postgres -E UTF8 --locale=C >/dev/null && chmod 600 cluster/server.key");
        asPostgres("printf 'hostssl all all 127.0.0.1/32 trust\\n' >cluster/data/pg_hba.conf");
        asPostgres("pg_ctl -D cluster/data -w -l cluster/log start -o \"-p " + port + " -c listen_addresses=127.0.0.1"
                + " -c unix_socket_directories= -c ssl=on -c ssl_cert_file=$PWD/cluster/server.crt"
                + " -c ssl_key_file=$PWD/cluster/server.key\" >/dev/null");
    }

    static boolean isThere() {
        return PROGRAMS != null;
    }

    private static Path newest() {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin ->
                            Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("pg_dump")))
                    .sorted()
                    .reduce((one, next) -> next)
                    .orElse(null);
        } catch (IOException none) {
            return null;
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root. */
    private void asPostgres(String command) throws IOException, InterruptedException {
        var script = "export PATH=" + PROGRAMS + ":$PATH; " + command;
        var program = isRoot() ? "runuser -u postgres -- bash -euc" : "bash -euc";
        Shell.run(directory, Map.of("SCRIPT", script), program + " \"$SCRIPT\"");
    }

    /** What libpq needs to connect as a superuser, with the programs of the same version. */
    Map<String, String> environment() {
        return Map.of(
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                Integer.toString(port),
                "PGUSER",
                "postgres",
                "PATH",
                PROGRAMS + ":" + System.getenv("PATH"));
    }

    /** @param host as the certificate has it, or not */
    String url(String host, String authority) {
        return "jdbc:postgresql://" + host + ":" + port + "/ors?sslmode=verify-full&sslrootcert="
                + directory.resolve(authority);
    }

    @Override
    public void close() {
        try {
            asPostgres("pg_ctl -D cluster/data -m immediate -w stop >/dev/null");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
