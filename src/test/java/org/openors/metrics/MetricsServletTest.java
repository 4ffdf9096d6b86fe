package org.openors.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openors.LoggedLines;
import org.openors.background.TurnedClock;
import org.openors.settings.GivenSettings;

/** What a stranger gets. */
class MetricsServletTest {

    @RegisterExtension
    final LoggedLines log = new LoggedLines(MetricsServlet.class);

    @TempDir
    Path directory;

    private final MetricsServlet servlet = new MetricsServlet();
    private final TurnedClock clock = new TurnedClock();

    @Test
    void withoutATokenThereAreNone() throws IOException {
        GivenSettings.are(Map.of());
        assertThat(statuses(1)).containsExactly(404);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aStrangerIsRefused() throws IOException {
        Files.writeString(tokenFile(), "0123456789abcdef0123456789abcdef");
        assertThat(statuses(1)).containsExactly(401);
        assertThat(log.lines()).isEmpty();
    }

    /** Anybody can ask, so the log must not grow with the requests. */
    @Test
    void whileTheTokenCanNotBeReadNobodyGetsThemAndTheLogSaysSoOnceAMinute() throws IOException {
        tokenFile();
        assertThat(statuses(3)).containsOnly(503);
        clock.pass(Duration.ofSeconds(59));
        assertThat(statuses(1)).containsExactly(503);
        var line = "SEVERE nobody can read the metrics: ORS_METRICS_TOKEN_FILE names a file that can't be read";
        assertThat(log.lines()).containsExactly(line);
        clock.pass(Duration.ofSeconds(1));
        assertThat(statuses(3)).containsOnly(503);
        assertThat(log.lines()).containsExactly(line, line);
        clock.pass(Duration.ofHours(-1));
        Files.writeString(tokenFile(), "short");
        assertThat(statuses(2)).containsOnly(503);
        assertThat(log.lines()).hasSize(3).last().asString().contains("must name a file with one token");
        assertThat(log.thrown()).isEmpty();
    }

    private Path tokenFile() {
        var file = directory.resolve("token");
        GivenSettings.are(Map.of("ORS_METRICS_TOKEN_FILE", file.toString()));
        return file;
    }

    private List<Object> statuses(int requests) throws IOException {
        servlet.clock = clock;
        var statuses = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            servlet.doGet(
                    fake(HttpServletRequest.class, (any, called, arguments) -> null),
                    fake(HttpServletResponse.class, (any, called, arguments) -> statuses.add(arguments[0])));
        }
        return statuses;
    }
}
