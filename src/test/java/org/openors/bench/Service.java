package org.openors.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openors.audit.AuditMacs;
import org.openors.it.Api;
import org.openors.it.Server;
import org.openors.it.Tokens;
import org.openors.keys.SecretKeys;
import org.openors.keys.TestKeys;

/** The service under test, started as an operator does. */
final class Service implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(150);
    /** Those of an operator: an empty setting leaves the default. */
    static final Map<String, String> LIMITED =
            Map.of("ORS_LIMIT_PEER", "", "ORS_LIMIT_ACCESS_ID", "", "ORS_LIMIT_CALLER", "");

    private static final String KEY_FILE = "secret.key";
    private static final int CALLERS = 8;
    private static final long POLL_MILLIS = 20;

    private final Tokens tokens = new Tokens();
    private final Path project;
    private final Path home;
    private final Map<String, String> settings;
    private Server server;

    /** Without limits, as all servers of the tests: one machine sends what many callers would. */
    Service(Path home, BenchDatabase database) throws IOException {
        this(home, database, Map.of());
    }

    /** Another commit's, as it was built in that checkout. */
    Service(Path project, Path home, BenchDatabase database) throws IOException {
        this(project, home, database, Map.of());
    }

    /** @param limits the settings of the limits of requests */
    Service(Path home, BenchDatabase database, Map<String, String> limits) throws IOException {
        this(Path.of("").toAbsolutePath(), home, database, limits);
    }

    private Service(Path project, Path home, BenchDatabase database, Map<String, String> limits) throws IOException {
        this.project = project;
        this.home = home;
        this.settings = new HashMap<>(limits);
        this.settings.putAll(Map.of(
                "ORS_DB_URL", database.url(),
                "ORS_DB_USER", "postgres",
                "ORS_DB_PASSWORD", "postgres",
                "ORS_SECRET_KEY_FILE", keyFile(home).toString(),
                "MP_JWT_VERIFY_ISSUER", Tokens.ISSUER,
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKey(home),
                "ORS_JAVA_OPTIONS", System.getProperty("bench.java.options", "")));
    }

    /** Starts the service and returns how long it took until it was ready. */
    Duration start() throws InterruptedException {
        long start = System.nanoTime();
        server = Server.launchBuilt(project, home, settings);
        while (!server.isReady()) {
            if (!server.isRunning() || System.nanoTime() - start > START_LIMIT.toNanos()) {
                throw new IllegalStateException("the service did not become ready, see " + server.logFile());
            }
            Thread.sleep(POLL_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    int port() {
        return server.uri("/").getPort();
    }

    int healthPort() {
        return server.uri("/health/live").getPort();
    }

    Api api() {
        return new Api(server, tokens);
    }

    /** Tokens of nurses, each with the rights the bench needs. */
    List<String> tokens() {
        return IntStream.range(0, CALLERS)
                .mapToObj(n ->
                        tokens.signed(tokens.claims("DeviceActionsPost", "DeviceActionsGet", "StudyDataPut", "AuditGet")
                                .subject("nurse-" + n)
                                .build()))
                .toList();
    }

    /** What signs audit records as the service does. */
    AuditMacs macs() {
        return new AuditMacs(new SecretKeys(home.resolve(KEY_FILE)));
    }

    long pid() {
        return server.pid();
    }

    /** The memory of the server's process that is in use, in MiB. */
    long residentMiB() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(server.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A second service with the same home has the same key: the database remembers what it had. */
    private static Path keyFile(Path home) throws IOException {
        Files.createDirectories(home);
        var file = home.resolve(KEY_FILE);
        return Files.exists(file) ? file : Files.writeString(file, TestKeys.base64());
    }

    /** Stops the service, if it runs. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
