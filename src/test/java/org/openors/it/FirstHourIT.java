package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openors.demo.Demo;
import org.openors.simulator.MHealthSimulator;

/** What a newcomer types in the first hour works as printed. The demo has the embedded database. */
@EnabledIfSystemProperty(named = "ors.it.database", matches = "h2")
@ExtendWith(RunningService.class)
class FirstHourIT {

    private static final SampleStudy STUDY = SampleStudy.ofTheDemo();

    @BeforeAll
    static void loadTheDemosStudy(Api api) {
        assertThat(api.put(STUDY.path() + "/study-data", STUDY.document(true)).status())
                .isEqualTo(200);
        assertThat(STUDY.registerMonitor(api).status()).isEqualTo(200);
    }

    @Test
    void everyCommandOfTheReadmeWorksWithWhatTheDemoPrints(Api api) throws IOException, InterruptedException {
        assumeTrue(run(List.of("curl", "--version"), "").exitCode() == 0, "curl is not installed");
        var commands = Pattern.compile("(?m)^    (curl -(?:.*\\\\\n)*.*)")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(command -> command.group(1))
                .toList();
        assertThat(commands).hasSize(2);
        var exports = Demo.exports(api.server().uri(""), api.tokens().with(Api.ALL_RIGHTS), STUDY);
        for (var command : commands) {
            var done = run(List.of("bash", "-euc", exports + "\n" + command.replace("curl ", "curl -s ")), "");
            assertThat(done.output()).containsAnyOf("\"otp\":", "\"valid\":true");
        }
    }

    @Test
    void theDemoShowsTheMainJobEachRefusalAndARemoteConnector(Api api, MHealthSimulator connector) {
        var shown = new ByteArrayOutputStream();
        Demo.show(api, new SampleStudy("test"), connector, new PrintStream(shown, true, StandardCharsets.UTF_8));
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "The main job, a fresh pair for a registered device:",
                        "\"otp\":",
                        "The phone redeems the pair, once:",
                        "Each refusal has its own code:",
                        "404 ORS_404_01",
                        "400 ORS_400_09",
                        "A second study has a remote mHealth connector",
                        "\"otp\":",
                        "503 ORS_503_01");
    }

    @Test
    void theSampleValuesOfTheApiDescriptionAreTheDemos() {
        var parameters = OpenApi.published().document().at("/components/parameters");
        assertThat(parameters.at("/studyId/example").asString()).isEqualTo(STUDY.studyId);
        assertThat(parameters.at("/mode/example").asString()).isEqualTo(STUDY.mode);
        assertThat(parameters.at("/subjectId/example").asString()).isEqualTo(STUDY.subjectId);
        assertThat(parameters.at("/inventoryId/example").asString()).isEqualTo(STUDY.monitor);
        assertThat(parameters.at("/mSubjectId/example").asString()).isEqualTo(SampleStudy.M_SUBJECT_ID);
    }

    @Test
    void thePhoneSaysInOneSentenceWhyItIsNotConnected(Api api) throws IOException, InterruptedException {
        var pair = Pair.recreated(api, STUDY);
        assertThat(phone(api.server().uri("/"), pair).exitCode()).isZero();
        var used = phone(api.server().uri("/"), pair);
        assertThat(used.exitCode()).isEqualTo(1);
        assertThat(used.output().lines().skip(1))
                .containsExactly("Not connected: 400 ORS_400_13 The device is already bootstrapped");
        var alone = phone(URI.create("http://127.0.0.1:9/"), pair);
        assertThat(alone.exitCode()).isEqualTo(2);
        assertThat(alone.output().lines().skip(1)).hasSize(1).allMatch(line -> line.startsWith("Not connected: "));
    }

    private static Done phone(URI server, Pair pair) throws IOException, InterruptedException {
        return run(
                List.of(
                        "java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dserver=" + server,
                        "org.openors.phone.Phone"),
                pair.accessId() + ":" + pair.otp() + "\n");
    }

    private static Done run(List<String> command, String input) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Done(process.waitFor(), output);
    }

    private record Done(int exitCode, String output) {}
}
