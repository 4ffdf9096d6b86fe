package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The service on a machine whose language is Turkish, in a directory with a blank and an umlaut in its name. */
@EnabledIfSystemProperty(named = "ors.it.database", matches = "h2")
class OtherMachinesIT {

    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.+]+ (INFO|WARNING|SEVERE) \\[\\S+] .*");

    @Test
    void neitherTheLanguageNorTheDirectoryMatters(@TempDir Path directory) throws IOException {
        var project = Files.createSymbolicLink(
                directory.resolve("çalışma alanı"), Path.of("").toAbsolutePath());
        var tokens = new Tokens();
        Map<String, String> settings = new HashMap<>();
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKey(directory.resolve("ev dizini")));
        settings.put("ORS_BUILD_DIR", project.resolve("target").toString());
        settings.put("LANG", "tr_TR.UTF-8");
        settings.put("LC_ALL", "tr_TR.UTF-8");
        // Also where that language is not installed.
        settings.put("JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR");
        var home = directory.resolve("ev dizini");
        try (var server = Server.launchFrom(project, home, settings).awaitReady()) {
            var api = new Api(server, tokens);
            assertThat(api.sendTo("GET", server.uri(MetricsIT.PATH), request -> request)
                            .status())
                    .as("without a setting")
                    .isEqualTo(404);
            var study = SampleStudy.in(api);
            assertThat(study.registerMonitor(api).status()).isEqualTo(200);
            assertThat(api.put(study.accessCodePath(study.monitor)).status()).isEqualTo(200);

            server.terminate();
            assertThat(server.awaitExit(Duration.ofSeconds(30))).isEqualTo(143);
            assertThat(Files.readString(home.resolve("audit-checkpoints.ndjson")))
                    .as("the checkpoint of the stop")
                    .contains("\"studyId\":\"" + study.studyId + "\",\"mode\":\"active\",\"sequence\":"
                            + (SampleStudy.OBJECTS + 3) + ",");
            assertThat(server.logged().lines().filter(line -> line.contains(" [org.openors.")))
                    .isNotEmpty()
                    .allMatch(TIME.asMatchPredicate())
                    .anyMatch(line -> line.contains(" starts with ") && line.contains(" ORS_DB_PASSWORD=(set)"));
        }
    }
}
