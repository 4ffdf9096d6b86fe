package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvn -Prelease verify}: who unpacks the release and types the commands of its README gets a pair, on PostgreSQL. */
@EnabledIfSystemProperty(named = "release.file", matches = ".+", disabledReason = "only -Prelease makes a release")
class ReleaseIT {

    /** Neither Maven nor Git: what the README's commands and the scripts call. */
    private static final List<String> PROGRAMS = List.of(
            "bash env java curl openssl sed grep od tr ln mv mkdir rm cp cat chmod cksum date dirname mktemp sleep timeout"
                    .split(" "));

    @TempDir
    Path directory;

    @Test
    void theCommandsOfTheReadmeEndWithAPair() throws IOException, InterruptedException {
        var release = unpacked();
        try (var database = Database.postgres(directory.resolve("database"))) {
            var script = commands(release) + "\nkill %1\nwait %1 || [ $? = 143 ]\n";
            var done = run(release, script, database.settings());
            assertThat(done).contains("\"otp\":").contains(", commit ").doesNotContain("SEVERE");
        }
    }

    private Path unpacked() throws IOException, InterruptedException {
        var file = System.getProperty("release.file");
        assertThat(new ProcessBuilder("tar", "xzf", file, "-C", directory.toString())
                        .start()
                        .waitFor())
                .isZero();
        try (var files = Files.list(directory)) {
            return files.filter(name -> name.getFileName().toString().startsWith("ec-ors-svc-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String commands(Path release) throws IOException {
        var blocks = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(release.resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(4);
        return blocks.stream().collect(Collectors.joining("\n"));
    }

    private String run(Path release, String script, Map<String, String> database)
            throws IOException, InterruptedException {
        var output = directory.resolve("output").toFile();
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-m", "-c", script)
                .directory(release.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", onlyThe(PROGRAMS).toString());
        environment.put("ORS_HTTP_PORT", Integer.toString(Server.freePort()));
        database.forEach(environment::put);
        var shell = builder.start();
        try {
            assertThat(shell.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        var text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        assertThat(shell.exitValue()).as(text).isZero();
        return text;
    }

    /** A directory with links to these programs. */
    private Path onlyThe(List<String> programs) throws IOException {
        var links = Files.createDirectories(directory.resolve("bin"));
        for (var program : programs) {
            for (var place : System.getenv("PATH").split(":")) {
                if (Files.isExecutable(Path.of(place, program)) && Files.notExists(links.resolve(program))) {
                    Files.createSymbolicLink(
                            links.resolve(program), Path.of(place, program).toRealPath());
                }
            }
        }
        return links;
    }
}
