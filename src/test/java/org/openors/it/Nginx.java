package org.openors.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The machine's nginx with TLS in front of two nodes. It is set up by the commands of its guide, which are changed only in the
 * places, the name and the ports.
 */
final class Nginx implements AutoCloseable {

    private static final Path PROGRAM = program();
    private static final Path GUIDE = Path.of("server-config/nginx");
    private static final String FILE = "ec-ors-svc.conf";

    private final Path directory;
    private final List<String> commands;
    private final List<Integer> nodes;
    private final Process process;
    final int port = Server.freePort();

    /** @param directory empty; its owner, root, does not share it with nginx's workers, which must write nothing there */
    Nginx(Path directory, int first, int second) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        nodes = List.of(first, second);
        commands = commands();
        writeMainFile();
        process = new ProcessBuilder(bin().resolve("nginx").toString(), "-g", "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (process.isAlive() && !Files.exists(directory.resolve("nginx.pid"))) {
            Server.pause();
        }
        run(0, Map.of());
        run(1, Map.of());
        while (process.isAlive() && Server.isFree(port)) {
            Server.pause();
        }
        if (!process.isAlive()) {
            throw new IllegalStateException(read("nginx.log") + read("error.log"));
        }
    }

    static boolean isThere() {
        return PROGRAM != null;
    }

    private static Path program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, "nginx"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** As Debian's, in short, without its modules. */
    private void writeMainFile() throws IOException {
        Files.createDirectories(directory.resolve("conf.d"));
        Files.createDirectories(bin());
        Files.writeString(
                directory.resolve("nginx.conf"),
                "pid nginx.pid; error_log error.log; worker_processes 2; events {}\n"
                        + "http { client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;"
                        + " uwsgi_temp_path uwsgi; scgi_temp_path scgi; include conf.d/*.conf; }\n");
        var nginx = Files.writeString(
                bin().resolve("nginx"),
                "#!/bin/sh\nexec " + PROGRAM + " -p '" + directory + "' -c nginx.conf \"$@\"\n");
        var release = Files.createDirectories(directory.resolve(GUIDE));
        Files.writeString(release.resolve(FILE), here(Files.readString(GUIDE.resolve(FILE))));
        Files.setPosixFilePermissions(nginx, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path bin() {
        return directory.resolve("bin");
    }

    private static List<String> commands() throws IOException {
        return Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE.resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    int countCommands() {
        return commands.size();
    }

    /** Runs a block of the guide's commands, and returns what they print. */
    String run(int block, Map<String, String> environment) throws IOException, InterruptedException {
        return shell(environment, commands.get(block));
    }

    /** Runs commands that are written as in the guide. */
    String shell(Map<String, String> environment, String script) throws IOException, InterruptedException {
        var all = new HashMap<>(environment);
        all.put("PATH", bin() + ":" + System.getenv("PATH"));
        return Shell.run(directory, all, here(script));
    }

    private String here(String text) {
        return text.replace("/etc/nginx", directory.toString())
                .replace("/var/log/nginx", directory.toString())
                .replace("https://ors.example.org", "https://localhost:" + port)
                .replace("ors.example.org", "localhost")
                .replace("listen 443", "listen 127.0.0.1:" + port)
                .replace(":8081", ":" + nodes.get(0))
                .replace(":8082", ":" + nodes.get(1));
    }

    Api api(Tokens tokens) {
        return new Api(new Api.Proxy(URI.create("https://localhost:" + port), client()), tokens);
    }

    private HttpClient client() {
        try (var certificate = Files.newInputStream(directory.resolve("ors.crt"))) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "nginx", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
            var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(store);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, trusted.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(tls)
                    .executor(Runnable::run)
                    .build();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    String accessLog() {
        return read("ec-ors-svc.log");
    }

    String errorLog() {
        return read("error.log");
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A file in which nginx kept a request's or an answer's body. */
    Optional<Path> bodyOnDisk() throws IOException {
        try (var files = Stream.of("body", "proxy").map(directory::resolve).flatMap(Nginx::below)) {
            return files.filter(Files::isRegularFile).findFirst();
        }
    }

    private static Stream<Path> below(Path place) {
        try {
            return Files.walk(place);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
