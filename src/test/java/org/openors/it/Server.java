package org.openors.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One server process, started as an operator does it, on loopback and a free port. */
public final class Server implements AutoCloseable {

    /** In tests, but those of the full size, a server does not live long enough for its optimizing compiler to pay. */
    private static final String START_QUICKLY =
            List.of("small", "ci").contains(System.getProperty(Scale.SIZE, "none")) ? "-XX:TieredStopAtLevel=1" : "";

    /** {@code -Dors.it.server}: a directory of {@code server-config}. */
    static final String PAYARA_MICRO = "payara-micro";

    static final String WILDFLY = "wildfly";
    static final String LIBERTY = "liberty";
    static final String PAYARA = "payara";
    static final String PAYARA_MICRO_7 = "payara-micro-7";
    private static final int OLDEST_JDK_OF_PAYARA_7 = 21;
    private static boolean hasTriedToMakeAnArchive;

    private static final String KIND = System.getProperty("ors.it.server", PAYARA_MICRO);
    private static final Path CONFIGURATIONS = Path.of("server-config").toAbsolutePath();
    private static final String CHATTER = """
            javax.enterprise.resource.jta.level=INFO
            javax.enterprise.system.tools.deployment.level=INFO
            org.glassfish.security.services.level=INFO
            """;
    private static final String ONE_CONNECTION = """
            set resources.jdbc-connection-pool.ors-pool.steady-pool-size=1
            set resources.jdbc-connection-pool.ors-pool.max-pool-size=1
            """;
    /** All requests of a test come from one address. What the limits do has tests of its own, which set them. */
    private static final Map<String, String> WITHOUT_LIMITS =
            Map.of("ORS_LIMIT_PEER", "off", "ORS_LIMIT_ACCESS_ID", "off", "ORS_LIMIT_CALLER", "off");

    private static final Duration START_LIMIT = Duration.ofSeconds(300);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final int port;
    private final int healthPort;
    private final Path log;

    private Server(Process process, int port, int healthPort, Path log) {
        this.process = process;
        this.port = port;
        this.healthPort = healthPort;
        this.log = log;
    }

    /**
     * Starts the packaged WAR; returns at once.
     *
     * @param home {@code ORS_HOME}; the log goes to {@code server.log} there
     * @param settings environment variables; those of this process that start with {@code ORS_}, {@code MP_} or
     *     {@code OTEL_} are not passed on
     */
    public static Server launch(Path home, Map<String, String> settings) {
        return launch(configuration(KIND), home, settings);
    }

    /** Starts it as {@link #launch} does, from another directory that holds the project. */
    static Server launchFrom(Path project, Path home, Map<String, String> settings) {
        return launch(project.resolve("server-config").resolve(KIND), home, settings);
    }

    /** Starts it as {@link #launchFrom} does, if it was built there. */
    public static Server launchBuilt(Path project, Path home, Map<String, String> settings) {
        return launchBuilt(project, freePort(), home, settings);
    }

    /** As {@link #launchBuilt(Path, Path, Map)}, at this port. */
    static Server launchBuilt(Path project, int port, Path home, Map<String, String> settings) {
        return launch(port, project.resolve("server-config").resolve(KIND), home, built(project, settings));
    }

    /** Runs {@code start --migrate-only} of a project that was built there; returns at once. */
    static Server migrateBuilt(Path project, Path home, Map<String, String> settings) {
        var configuration = project.resolve("server-config").resolve(KIND);
        return launch(configuration, home, built(project, settings), "--migrate-only");
    }

    private static Map<String, String> built(Path project, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("ORS_BUILD_DIR", project.resolve("target").toString());
        return all;
    }

    /** Starts it as {@link #launch} does, but logs all down to {@code FINE} but what {@code logging.properties} forbids. */
    public static Server launchLoggingAll(Path home, Map<String, String> settings) {
        return launchWith("logging.properties", Server::loggingAll, home, settings);
    }

    /** Starts it as {@link #launch} does, but its pool has one connection, once the application is deployed. */
    public static Server launchWithOneConnection(Path home, Map<String, String> settings) {
        return launchWith("post-deploy.asadmin", text -> ONE_CONNECTION + text, home, settings);
    }

    private static String loggingAll(String properties) {
        return properties.replaceAll(
                        "(?m)^((?!org[.]glassfish[.]grizzly|sun[.]net[.]www).*[.])?level=(INFO|WARNING|SEVERE|OFF)$",
                        "$1level=FINE")
                + CHATTER;
    }

    /** Starts it with one file of the configuration changed. */
    private static Server launchWith(
            String file, UnaryOperator<String> change, Path home, Map<String, String> settings) {
        try {
            var configuration = copied(PAYARA_MICRO, home);
            copied("common", home);
            var text = Files.readString(configuration.resolve(file));
            var changed = change.apply(text);
            if (changed.equals(text)) {
                throw new IllegalStateException("nothing was changed in " + file);
            }
            Files.writeString(configuration.resolve(file), changed);
            return launch(configuration, home, settings);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String joined(String one, String other) {
        return one + " " + other;
    }

    private static Path copied(String directory, Path home) throws IOException {
        var origin = CONFIGURATIONS.resolve(directory);
        var copy = Files.createDirectories(home.resolve(directory));
        for (var name : origin.toFile().list()) {
            Files.copy(origin.resolve(name), copy.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return copy;
    }

    private static Path configuration(String kind) {
        return CONFIGURATIONS.resolve(kind);
    }

    /** Starts it as {@link #launch} does, on a server of this kind. */
    static Server launchOn(String kind, Path home, Map<String, String> settings) {
        return launch(configuration(kind), home, settings);
    }

    /** Whether the tests run on this server. */
    static boolean isOn(String kind) {
        return KIND.equals(kind);
    }

    /** Runs {@code start --migrate-only}; returns at once. */
    public static Server migrateOnly(Path home, Map<String, String> settings) {
        return launch(configuration(KIND), home, settings, "--migrate-only");
    }

    /** Runs {@code start --check}; returns at once. */
    public static Server check(Path home, Map<String, String> settings) {
        return launch(configuration(KIND), home, settings, "--check");
    }

    /** Starts it as {@link #launch} does, at this port. */
    public static Server launchAt(int port, Path home, Map<String, String> settings) {
        return launch(port, configuration(KIND), home, settings);
    }

    private static Server launch(Path configuration, Path home, Map<String, String> settings, String... arguments) {
        return launch(freePort(), configuration, home, settings, arguments);
    }

    private static Server launch(
            int port, Path configuration, Path home, Map<String, String> settings, String... arguments) {
        try {
            Files.createDirectories(home);
            var log = home.resolve("server.log");
            var builder = new ProcessBuilder(configuration.resolve("start").toString());
            builder.command().addAll(List.of(arguments));
            var environment = builder.environment();
            environment.keySet().removeIf(name -> name.matches("(ORS|MP|OTEL)_.*"));
            environment.put("ORS_BUILD_DIR", Path.of("target").toAbsolutePath().toString());
            environment.put("ORS_HOME", home.toString());
            environment.put("ORS_HTTP_PORT", Integer.toString(port));
            environment.putAll(WITHOUT_LIMITS);
            environment.putAll(settings);
            environment.merge("ORS_JAVA_OPTIONS", START_QUICKLY, Server::joined);
            if (configuration.endsWith(PAYARA_MICRO_7)) {
                var jdk = Jdk.atLeast(OLDEST_JDK_OF_PAYARA_7, "server.java.home");
                environment.merge("PATH", jdk.resolve("bin").toString(), (path, first) -> first + ":" + path);
                makeClassArchive(environment);
            }
            int healthPort = configuration.endsWith(WILDFLY) ? freePort() : port;
            if (healthPort != port) {
                environment.merge("ORS_JAVA_OPTIONS", "-Djboss.management.http.port=" + healthPort, Server::joined);
            }
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Server(process, port, healthPort, log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Tried once. The build can't make it: it may have an older JDK. With it a start takes less time, but the tests do not need it: the
     * JVM of JDK 25 may fail to write it.
     */
    private static synchronized void makeClassArchive(Map<String, String> environment) throws IOException {
        if (!hasTriedToMakeAnArchive) {
            hasTriedToMakeAnArchive = true;
            var prepare = CONFIGURATIONS.resolve(PAYARA_MICRO_7).resolve("prepare");
            var builder = new ProcessBuilder(prepare.toString(), "--class-archive");
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true)
                    .redirectOutput(File.createTempFile("class-archive", ".log", new File("target")));
            builder.start().onExit().join();
        }
    }

    /** Waits until the server is ready. */
    public Server awaitReady() {
        var deadline = Instant.now().plus(START_LIMIT);
        while (Instant.now().isBefore(deadline) && process.isAlive()) {
            if (isReady()) {
                return this;
            }
            pause();
        }
        process.destroyForcibly();
        throw new IllegalStateException("the server did not become ready, see " + log + ":\n" + tail());
    }

    /** Waits for the process to end by itself and returns its exit code. */
    public int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not end by itself, see " + log);
            }
            removeItsFiles();
            return process.exitValue();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(uri("/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether its process has not ended. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Also of health: WildFly has it at another port. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + (path.startsWith("/health/") ? healthPort : port) + path);
    }

    public long pid() {
        return process.pid();
    }

    public Path logFile() {
        return log;
    }

    public String logged() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(20));
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGTERM, and its end awaited. */
    @Override
    public void close() {
        terminate();
        awaitExit(Duration.ofSeconds(60));
    }

    /** Each server of a run has a port, and files, of its own. */
    private void removeItsFiles() throws IOException {
        var instance = log.resolveSibling("server-" + port);
        if (Files.exists(instance)) {
            try (var files = Files.walk(instance)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private String tail() {
        var text = logged();
        return text.substring(Math.max(0, text.length() - 4_000));
    }

    static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a server could listen at this port of the loopback address now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * A port at which nobody listens. It is below those that Linux gives to outgoing connections, so none of these has it when
     * the server starts, or starts again.
     */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_768)
                .filter(port -> port % 10_000 != 8_181) // see server-config/payara-micro/README.md
                .filter(Server::isFree)
                .findFirst()
                .orElseThrow();
    }
}
