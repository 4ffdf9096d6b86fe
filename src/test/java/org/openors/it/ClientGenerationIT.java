package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An integrator's generator takes the served document as it is. No database matters to it, so it runs with one. */
@ExtendWith(RunningService.class)
@DisabledIfSystemProperty(named = "ors.it.database", matches = "postgresql")
class ClientGenerationIT {

    private static final Path GENERATOR =
            Path.of("target/openapi-generator/openapi-generator-cli.jar").toAbsolutePath();
    private static final int LIMIT_SECONDS = 120;

    @Test
    void aJavaClientIsGeneratedWithoutAWarning(Server server, @TempDir Path directory) throws Exception {
        var log = generated(server.uri("/openapi").toString(), directory);

        assertThat(log).contains("Generating with dryRun=false").doesNotContain(" WARN ", " ERROR ", "Warnings:");
        assertThat(directory.resolve("client/src/main/java")).isDirectoryRecursivelyContaining("glob:**/*Api.java");
    }

    /** What the generator writes. */
    private static String generated(String url, Path directory) throws IOException, InterruptedException {
        var log = directory.resolve("log");
        var process = new ProcessBuilder(
                        "java",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        GENERATOR.toString(),
                        "generate",
                        "-g",
                        "java",
                        "--library",
                        "native",
                        "-i",
                        url,
                        "-o",
                        directory.resolve("client").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).describedAs(Files.readString(log)).isZero();
        return Files.readString(log);
    }
}
