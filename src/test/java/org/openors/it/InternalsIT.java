package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payara Micro still takes what the project gives it by ways that are not documented: see ADR 41. */
@OnOneDatabase("h2")
@ExtendWith(RunningService.class)
class InternalsIT {

    private static final Duration UNTIL_IT_IS_MADE = Duration.ofSeconds(180);

    @ParameterizedTest
    @ValueSource(strings = {"KeptClassLoader", "StrictHttp", "StrictHttpFilter", "OpenApiAtRoot"})
    void theServerHasMadeAnObjectOf(String name, Server server) throws IOException {
        assertThat(histogram(server)).contains(" org.openors.payara." + name + "\n");
    }

    /** In an early phase the build only begins with it. */
    @Test
    void theBuildMadeAClassArchive() {
        var archive = Path.of("target", "server", "classes.jsa");
        Waiting.until(UNTIL_IT_IS_MADE, () -> Files.exists(archive));
        assertThat(archive).isNotEmptyFile();
    }

    /** A JVM that can't use it says nothing. */
    @Test
    void theServerUsesTheClassArchive(Server server) throws IOException {
        var files = Path.of("/proc", Long.toString(server.pid()), "maps");
        assumeTrue(Files.exists(files), "only Linux says which files a process has in its memory");
        assumeTrue(Files.exists(classArchive()), "the JVM wrote no archive");
        var start = ProcessHandle.of(server.pid())
                .orElseThrow()
                .info()
                .startInstant()
                .orElseThrow();
        assumeTrue(
                Files.getLastModifiedTime(classArchive()).toInstant().isBefore(start),
                "the server started before the archive was made");
        assertThat(Files.readString(files)).contains(classArchive().toString());
    }

    private static Path classArchive() {
        var server = Path.of("target", "server").toAbsolutePath();
        return Server.isOn(Server.PAYARA_MICRO)
                ? server.resolve("classes.jsa")
                : server.resolve(Server.PAYARA_MICRO_7).resolve("classes.jsa");
    }

    private static String histogram(Server server) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(server.pid()), "GC.class_histogram", "-all").start();
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
