package org.openors.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.audit.AuditAction;
import org.openors.error.ErrorCode;
import org.openors.figures.Figure;

/** The dashboard, the alerts and the guide name figures, labels, actions and codes that exist, and the dashboard shows all. */
class MonitoringFilesTest {

    private static final Path DIRECTORY = Path.of("server-config/monitoring");
    private static final Pattern FIGURE = Pattern.compile("\\bors_[a-z_]+\\b");
    private static final Pattern SELECTOR = Pattern.compile("\\b(ors_[a-z_]+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)(?:=~?|!=|!~)\\\\?\"([^\"\\\\]*)");
    private static final Pattern GROUP = Pattern.compile("by \\(([^)]*)\\) \\([^(]*\\(?(ors_[a-z_]+)");

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yml", "grafana-dashboard.json", "README.md"})
    void everyFigureNamedExists(String file) throws IOException {
        assertThat(all(FIGURE, file, MatchResult::group)).isNotEmpty().isSubsetOf(names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"grafana-dashboard.json", "README.md"})
    void everyFigureIsNamed(String file) throws IOException {
        assertThat(all(FIGURE, file, MatchResult::group)).containsAll(names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yml", "grafana-dashboard.json"})
    void everySelectorHasLabelsAndValuesThatTheFigureCanHave(String file) throws IOException {
        var selectors = all(SELECTOR, file, Function.identity());
        assertThat(selectors)
                .isNotEmpty()
                .allSatisfy(selector -> LABEL.matcher(selector.group(2))
                        .results()
                        .forEach(label -> assertThat(values(label.group(1)))
                                .as(selector.group())
                                .contains(label.group(2))));
        assertThat(selectors)
                .allSatisfy(selector -> assertThat(figure(selector.group(1)).labels())
                        .as(selector.group())
                        .containsAll(LABEL.matcher(selector.group(2))
                                .results()
                                .map(label -> label.group(1))
                                .toList()));
        assertThat(all(GROUP, file, Function.identity()))
                .isNotEmpty()
                .allSatisfy(group -> assertThat(withInstance(figure(group.group(2))))
                        .as(group.group())
                        .contains(group.group(1)));
    }

    /** Else no rule of that job would ever fire. */
    @Test
    void everyJobOfARuleIsScraped() throws IOException {
        var scraped = all(Pattern.compile("job_name: (\\S+)"), "prometheus.yml", job -> job.group(1));
        assertThat(all(Pattern.compile("job=\"([^\"]*)\""), "alerts.yml", job -> job.group(1)))
                .isNotEmpty()
                .isSubsetOf(scraped);
    }

    @Test
    void everyAlertThatAGuideNamesExists() throws IOException {
        var alerts = all(Pattern.compile("alert: (\\w+)"), "alerts.yml", alert -> alert.group(1));
        assertThat(all(Pattern.compile("\\bOrs[A-Z]\\w+"), "logs.md", MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(alerts);
    }

    /** What a line says of its sender is no proof: a forged checkpoint would make a good trail look edited. */
    @Test
    void theCollectorKnowsItsSendersByTheirCertificates() throws IOException {
        var collector = Files.readString(DIRECTORY.resolve("rsyslog-collector.conf"));
        assertThat(collector)
                .contains("streamDriver.authMode=\"x509/name\"", "permittedPeer=[")
                .doesNotContain("%hostname");
        assertThat(Files.readString(DIRECTORY.resolve("rsyslog-node.conf"))).contains("defaultNetstreamDriverCertFile");
    }

    private static List<String> withInstance(Figure figure) {
        return Stream.concat(figure.labels().stream(), Stream.of("instance")).toList();
    }

    private static Figure figure(String name) {
        return Arrays.stream(Figure.values())
                .filter(figure -> figure.wireName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> values(String label) {
        return switch (label) {
            case "action" -> Arrays.stream(AuditAction.values()).map(Enum::name).collect(Collectors.toSet());
            case "code" ->
                Stream.concat(Stream.of("OK"), Arrays.stream(ErrorCode.values()).map(ErrorCode::code))
                        .collect(Collectors.toSet());
            case "outcome" -> Set.of("OK");
            default -> Set.of();
        };
    }

    private static Set<String> names() {
        return Arrays.stream(Figure.values()).map(Figure::wireName).collect(Collectors.toSet());
    }

    private static <T> Set<T> all(Pattern pattern, String file, Function<MatchResult, T> part) throws IOException {
        return pattern.matcher(Files.readString(DIRECTORY.resolve(file)))
                .results()
                .map(part)
                .collect(Collectors.toSet());
    }
}
