package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What a start survives. */
@EnabledIfSystemProperty(named = Scale.SIZE, matches = "ci|full", disabledReason = "it takes 20 s")
@EnabledIfSystemProperty(named = "ors.it.database", matches = "h2", disabledReason = "a start is the same on both")
class StartIT {

    private static final String LISTENER = """
            import jakarta.inject.Inject;
            import org.glassfish.api.event.*;
            import org.glassfish.internal.deployment.Deployment;

            public class Collector implements EventListener {

                @Inject
                public Collector(Events events) {
                    events.register(this);
                }

                public static void premain(String arguments) {}

                @Override
                public void event(Event<?> event) {
                    if (event.is(Deployment.AFTER_DEPLOYMENT_CLASSLOADER_CREATION)) {
                        System.gc();
                        System.out.println("garbage was collected");
                    }
                }
            }
            """;
    private static final String SERVICE = """
            [Collector]
            scope=org.glassfish.hk2.runlevel.RunLevel
            metadata=runLevelValue={10}
            """;

    @TempDir
    Path directory;

    /** See {@code src/docs/adr/0015}. */
    @Test
    void startsThoughGarbageIsCollectedWhileTheServerHoldsADeploymentsClassLoaderWeakly() throws IOException {
        var settings = Map.of(
                "MP_JWT_VERIFY_ISSUER",
                Tokens.ISSUER,
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                new Tokens().publishKey(directory),
                "ORS_JAVA_OPTIONS",
                "-javaagent:" + collector());
        var home = Files.createDirectories(directory.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        var checkpoints = Files.createFile(home.resolve("audit-checkpoints.ndjson"));
        Files.setPosixFilePermissions(checkpoints, PosixFilePermissions.fromString("rw-r--r--"));
        try (var server = Server.launch(home, settings).awaitReady()) {
            assertThat(server.logged()).contains("garbage was collected");
            assertThat(openToOthers(home)).isEmpty();
        }
    }

    /** The directory, and what is in it; the log is this test's own. */
    private static List<Path> openToOthers(Path home) throws IOException {
        var open = new ArrayList<Path>();
        try (var files = Files.walk(home)) {
            for (var file : files.toList()) {
                var permissions = Files.getPosixFilePermissions(file);
                permissions.removeIf(permission -> permission.name().startsWith("OWNER_"));
                if (!permissions.isEmpty() && !file.endsWith("server.log")) {
                    open.add(file);
                }
            }
        }
        return open;
    }

    /** A listener of the server's, in the jar of an agent, which is how it gets onto the server's class path. */
    private Path collector() throws IOException {
        var source = Files.writeString(directory.resolve("Collector.java"), LISTENER);
        var compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        OutputStream.nullOutputStream(),
                        "-classpath",
                        "target/server/unpacked/launch-micro.jar",
                        source.toString());
        assertThat(compiled).isZero();

        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", "Collector");
        var jar = directory.resolve("collector.jar");
        try (var entries = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            entries.putNextEntry(new JarEntry("Collector.class"));
            Files.copy(directory.resolve("Collector.class"), entries);
            entries.putNextEntry(new JarEntry("META-INF/hk2-locator/default"));
            entries.write(SERVICE.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
