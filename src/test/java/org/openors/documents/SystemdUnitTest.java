package org.openors.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** systemd understands every line of the unit, and it is as closed as its guide says. */
class SystemdUnitTest {

    private static final Path UNIT = Path.of("server-config/systemd/ec-ors-svc.service");

    @TempDir
    Path directory;

    @BeforeEach
    void requireSystemd() {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "systemd-analyze"))),
                "systemd-analyze is not installed");
    }

    /** Where the release is not installed, its path is all that systemd has to say. */
    @Test
    void everyLineIsUnderstood() throws IOException, InterruptedException {
        assertThat(run("verify", "--man=no", UNIT.toString()).lines())
                .allMatch(line -> line.contains("/opt/ors/server-config/payara-micro/start is not executable"));
    }

    @Test
    void aMisspeltLineWouldBeNoticed() throws IOException, InterruptedException {
        var wrong = Files.writeString(
                directory.resolve("wrong.service"), Files.readString(UNIT).replace("RestartSec=", "RestartSeconds="));
        assertThat(run("verify", "--man=no", wrong.toString())).contains("RestartSeconds");
    }

    @Test
    void itsExposureIsThatOfTheGuide() throws IOException, InterruptedException {
        var said = run("security", "--offline=true", UNIT.toString())
                .lines()
                .reduce((one, next) -> next)
                .orElse("");
        var figure = said.replaceAll(".*: ([0-9.]+) .*", "$1");
        assertThat(Files.readString(UNIT.resolveSibling("README.md"))).contains("gives " + figure + ",");
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of("systemd-analyze", "--no-pager"), Stream.of(arguments))
                .toList();
        var output = directory.resolve("output").toFile();
        var builder = new ProcessBuilder(List.copyOf(command))
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.start().waitFor();
        return Files.readString(output.toPath());
    }
}
