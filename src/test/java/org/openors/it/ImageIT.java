package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code mvn -Pimage verify}: what is in the image's tar, and that the service runs from its unpacked layers. No engine is needed: the
 * JDK and the shell are those of this machine.
 */
@EnabledIfSystemProperty(named = "image.file", matches = ".+", disabledReason = "only -Pimage makes an image")
class ImageIT {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private Path image;
    private JsonNode manifest;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        image = Files.createDirectories(directory.resolve("image"));
        extract(Path.of(System.getProperty("image.file")), image);
        manifest = JSON.readTree(image.resolve("manifest.json").toFile()).get(0);
    }

    @Test
    void itRunsStartAsAUserWithoutRightsAndNamesItsCommit() throws IOException {
        var configuration = JSON.readTree(
                        image.resolve(manifest.get("Config").asString()).toFile())
                .get("config");
        assertThat(configuration.get("User").asString()).isEqualTo("10001:10001");
        assertThat(configuration.at("/Entrypoint/0").asString()).isEqualTo("/opt/ors/server-config/payara-micro/start");
        assertThat(configuration.get("Entrypoint")).hasSize(1);
        assertThat(configuration.get("Volumes").propertyNames()).containsExactly("/var/lib/ors");
        assertThat(configuration.get("Env").toString())
                .contains("ORS_HOME=/var/lib/ors", "ORS_HTTP_HOST=0.0.0.0")
                .doesNotContain("PASSWORD", "SECRET");
        assertThat(configuration.at("/Labels/org.opencontainers.image.revision").asString())
                .matches("[0-9a-f]{40}|unknown");
    }

    @Test
    void theServiceRunsFromItsLayersAndWritesInItsHomeOnly() throws IOException, InterruptedException {
        var root = Files.createDirectories(directory.resolve("root"));
        for (var layer : manifest.get("Layers")) {
            extract(image.resolve(layer.asString()), root);
        }
        var installed = root.resolve("opt/ors");
        assertThat(installed.resolve("target/server/payara-micro.jar")).doesNotExist();
        assertThat(Files.isExecutable(installed.resolve("server-config/container/ready")))
                .isTrue();
        // Jib would give it to root. So the guide says how the volume gets its owner.
        assertThat(root.resolve("var/lib/ors")).doesNotExist();
        assertOnlyTheOwnerMayWrite(root);
        var before = state(root);
        var tokens = new Tokens();
        var home = directory.resolve("home");
        Map<String, String> settings = new HashMap<>();
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKey(home));
        settings.put("ORS_BUILD_DIR", "");
        settings.put("ORS_HTTP_HOST", "0.0.0.0");
        try (var server = Server.launchFrom(installed, home, settings).awaitReady()) {
            var api = new Api(server, tokens);
            var study = SampleStudy.in(api);
            Pair.registered(api, study);
            assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);
            assertThat(isReady(installed, server.uri("/").getPort())).isZero();
            server.terminate();
            assertThat(server.awaitExit(Duration.ofSeconds(60))).isEqualTo(143);
            assertThat(isReady(installed, server.uri("/").getPort())).isNotZero();
        }
        assertThat(state(root)).isEqualTo(before);
    }

    private static int isReady(Path installed, int port) throws IOException, InterruptedException {
        var check = new ProcessBuilder(
                installed.resolve("server-config/container/ready").toString());
        check.environment().put("ORS_HTTP_PORT", Integer.toString(port));
        return check.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void assertOnlyTheOwnerMayWrite(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.toList()) {
                assertThat(Files.getPosixFilePermissions(file))
                        .as(file.toString())
                        .doesNotContain(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
            }
        }
    }

    /** Each file with its size and time. */
    private static Map<String, String> state(Path root) throws IOException {
        var state = new HashMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.toList()) {
                state.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return state;
    }

    private static void extract(Path tar, Path to) throws IOException, InterruptedException {
        var command = new ProcessBuilder("tar", "xf", tar.toString(), "-C", to.toString()).inheritIO();
        assertThat(command.start().waitFor()).isZero();
    }
}
