package org.openors.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts of {@code server-config}, as far as they need no server. */
class ScriptsTest {

    private static final Path SCRIPTS = Path.of("server-config").toAbsolutePath();
    private static final String CHECK = ". \"$SCRIPTS/common/settings.sh\" --check; check_the_rest";
    private static final FileTime OF_EVERY_RELEASE = FileTime.from(Instant.parse("2026-11-23T00:00:00Z"));

    private record Done(int exitCode, String output) {}

    @TempDir
    Path directory;

    private Path build;
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void makeABuild() throws IOException {
        build = Files.createDirectories(directory.resolve("release-1/target"));
        Files.createDirectories(build.resolve("server/unpacked"));
        Files.createFile(build.resolve("server/payara-micro.jar"));
        Files.setLastModifiedTime(build.resolve("server/payara-micro.jar"), OF_EVERY_RELEASE);
        Files.createFile(build.resolve("server/unpacked/launch-micro.jar"));
        makeWar("first");
        settings.put("SCRIPTS", SCRIPTS.toString());
        settings.put("ORS_BUILD_DIR", build.toString());
        settings.put("ORS_HOME", directory.resolve("home").toString());
        settings.put("ORS_DB_URL", "jdbc:postgresql://127.0.0.1/ors");
        settings.put("ORS_DB_USER", "ors_app");
        settings.put("ORS_DB_PASSWORD", "secret");
    }

    /** Just after it has opened, Payara's listener may not know the application yet. */
    @ParameterizedTest
    @CsvSource({
        "404, 3, 200, ''",
        "404, 3, 503, ''",
        "404, 1000, 200, could not deploy it",
        "500, 1000, 200, could not deploy it"
    })
    void aServerThatDoesNotKnowTheApplicationForLongIsEnded(int first, int times, int then, String said)
            throws IOException, InterruptedException {
        unpackTheWar();
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health/live", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() <= times ? first : then, -1);
            exchange.close();
        });
        server.start();
        try {
            settings.put("ORS_HTTP_PORT", Integer.toString(server.getAddress().getPort()));
            var done = run(". \"$SCRIPTS/common/settings.sh\"; trap 'exit 7' USR1; end_if_not_deployed & wait");
            assertThat(done.exitCode()).isEqualTo(said.isEmpty() ? 0 : 7);
            assertThat(done.output()).contains(said);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPasswordLosesTheLineFeedsAtItsEnd() throws IOException, InterruptedException {
        unpackTheWar();
        pretendToBeJava("printf '%s' \"<$ORS_DB_PASSWORD>\"");
        settings.put("ORS_DB_PASSWORD", "se\ncret \n\n");
        assertThat(run(CHECK).output()).startsWith("<se\ncret >");
        assertThat(run(". \"$SCRIPTS/common/settings.sh\" --migrate-only").output())
                .isEqualTo("<se\ncret >");
    }

    /** The check fetches the keys of tokens: from a private authority too. */
    @Test
    void theCheckHasTheOptionsOfTlsAndNoOthers() throws IOException, InterruptedException {
        unpackTheWar();
        pretendToBeJava("printf '%s\\n' \"$@\"");
        settings.put(
                "ORS_JAVA_OPTIONS",
                "-Xmx7g -Djavax.net.ssl.trustStore=/ca -DORS_OTP_TTL=PT1H -Djavax.net.ssl.trustStorePassword=any");
        assertThat(run(CHECK).output().lines())
                .contains("-Djavax.net.ssl.trustStore=/ca", "-Djavax.net.ssl.trustStorePassword=any")
                .doesNotContain("-Xmx7g", "-DORS_OTP_TTL=PT1H");
    }

    @Test
    void aStartByALinkKeepsItsOwnReleaseWhenTheLinkIsSwitched() throws IOException, InterruptedException {
        unpackTheWar();
        Files.createSymbolicLink(directory.resolve("ors"), Path.of("release-1"));
        Files.createSymbolicLink(directory.resolve("release-1/server-config"), SCRIPTS);
        settings.put("SCRIPTS", directory.resolve("ors/server-config").toString());
        settings.put("ORS_BUILD_DIR", directory.resolve("ors/target").toString());
        assertThat(run(". \"$SCRIPTS/common/settings.sh\"; echo \"$common $war\"")
                        .output())
                .isEqualTo(SCRIPTS.toRealPath().resolve("common") + " "
                        + build.toRealPath().resolve("ec-ors-svc.war") + "\n");
    }

    @Test
    void onlyWhoAsksForAnAccessLogIsToldThatThereIsNone() throws IOException, InterruptedException {
        unpackTheWar();
        var script = ". \"$SCRIPTS/common/settings.sh\"; no_access_log";
        assertThat(run(script).output()).isEmpty();
        settings.put("ORS_ACCESS_LOG", "/var/log/ors");
        assertThat(run(script)).isEqualTo(new Done(0, "ec-ors-svc: ORS_ACCESS_LOG has no effect on this server\n"));
    }

    @Test
    void whoHasNotUnpackedTheWarIsToldAScriptThatDoes() throws IOException, InterruptedException {
        var prepare = SCRIPTS.toRealPath().resolve("payara-micro/prepare").toString();
        assertThat(prepare).matches(name -> Files.isExecutable(Path.of(name)));
        var start = run(". \"$SCRIPTS/common/settings.sh\"");
        assertThat(start.exitCode()).isEqualTo(1);
        assertThat(start.output()).contains("run: " + prepare);
        var verification = run("\"$SCRIPTS/audit/verify\" any --key-file any");
        assertThat(verification.exitCode()).isEqualTo(2);
        assertThat(verification.output()).contains("run: " + prepare);
        assertThat(prepare().exitCode()).isZero();
        assertThat(run(". \"$SCRIPTS/common/settings.sh\"")).isEqualTo(new Done(0, ""));
    }

    @Test
    void anotherWarIsUnpackedAnewThoughItsTimeIsTheSame() throws IOException, InterruptedException {
        assertThat(prepare()).isEqualTo(new Done(0, ""));
        assertThat(classes().resolve("first")).exists();
        var own = Files.createFile(classes().resolve("own"));
        assertThat(prepare()).isEqualTo(new Done(0, ""));
        assertThat(own).exists();
        makeWar("second");
        assertThat(prepare()).isEqualTo(new Done(0, ""));
        assertThat(classes().resolve("second")).exists();
        assertThat(classes().resolve("first")).doesNotExist();
    }

    @Test
    void whatTheBuildUnpackedIsLeftAlone() throws IOException, InterruptedException {
        unpackTheWar();
        makeWar("second");
        assertThat(prepare()).isEqualTo(new Done(0, ""));
        assertThat(classes().resolve("second")).doesNotExist();
    }

    /** Else the drill would verify the node that listens there. */
    @Test
    void aRestoreDrillRefusesAPortThatIsInUseBeforeItDoesAnything() throws IOException, InterruptedException {
        settings.put("ORS_TOKEN", "any");
        settings.put("ORS_SECRET_KEY_FILE", "any");
        try (var node = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            settings.put("ORS_HTTP_PORT", Integer.toString(node.getLocalPort()));
            var drill = run("\"$SCRIPTS/postgresql/restore-drill\" ors ors_drill");
            assertThat(drill.exitCode()).isEqualTo(1);
            assertThat(drill.output())
                    .isEqualTo("restore-drill: ORS_HTTP_PORT " + node.getLocalPort()
                            + " is in use: the node on the copy needs a port of its own\n");
        }
    }

    private Done prepare() throws IOException, InterruptedException {
        return run("\"$SCRIPTS/payara-micro/prepare\"");
    }

    private Path classes() {
        return build.resolve("ec-ors-svc/WEB-INF/classes");
    }

    private void unpackTheWar() throws IOException {
        Files.createDirectories(classes());
    }

    private void makeWar(String content) throws IOException {
        var war = build.resolve("ec-ors-svc.war");
        try (var zip = new ZipOutputStream(Files.newOutputStream(war))) {
            zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + content));
        }
        Files.setLastModifiedTime(war, OF_EVERY_RELEASE);
    }

    private void pretendToBeJava(String script) throws IOException {
        var java = Files.createDirectories(directory.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Done run(String script) throws IOException, InterruptedException {
        var output = directory.resolve("output");
        var builder = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("ORS_") || name.startsWith("MP_"));
        environment.putAll(settings);
        environment.merge("PATH", directory.resolve("bin").toString(), (path, first) -> first + ":" + path);
        int exitCode = builder.start().waitFor();
        return new Done(exitCode, Files.readString(output));
    }
}
