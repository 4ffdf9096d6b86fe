package org.openors;

import static com.lesfurets.jenkins.unit.MethodSignature.method;
import static org.assertj.core.api.Assertions.assertThat;

import com.lesfurets.jenkins.unit.BasePipelineTest;
import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code Jenkinsfile} with every step mocked, in a small model of the declarative frame. */
@SuppressWarnings("rawtypes")
class JenkinsfileTest extends BasePipelineTest {

    private static final List<String> COMMANDS = List.of(
            "mvn -B --no-transfer-progress spotless:check",
            "mvn -B --no-transfer-progress test",
            "mvn -B --no-transfer-progress -DskipTests package",
            "mvn -B --no-transfer-progress verify");
    private static final String REPORTS =
            "{testResults=target/surefire-reports/*.xml,target/failsafe-reports/**/*.xml, allowEmptyResults=true}";
    private static final String ARCHIVE = "{artifacts=target/ec-ors-svc.war, fingerprint=true}";

    private final List<String> steps = new ArrayList<>();
    private String failing;
    private boolean failed;

    @BeforeEach
    @Override
    public void setUp() throws Exception {
        super.setUp();
        getBinding().setVariable("any", "any");
        step("agent", String.class, label -> {});
        step("timeout", Map.class, limit -> assertThat(limit.toString()).isEqualTo("{time=30, unit=MINUTES}"));
        step("sh", String.class, this::run);
        step("junit", Map.class, reports -> steps.add(reports.toString()));
        step("archiveArtifacts", Map.class, files -> steps.add(files.toString()));
        Stream.of("pipeline", "options", "steps", "post", "always")
                .forEach(block -> step(block, Closure.class, Closure::call));
        step("stages", Closure.class, this::untilOneFails);
        step("success", Closure.class, body -> {
            if (!failed) {
                body.call();
            }
        });
    }

    @Test
    void checksTheFormatTestsPackagesTestsInTheContainerReportsAndArchives() {
        runScript("Jenkinsfile");
        assertThat(steps)
                .startsWith(COMMANDS.toArray(String[]::new))
                .endsWith(REPORTS, ARCHIVE)
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void afterAFailureReportsAndArchivesNothing(int command) {
        failing = COMMANDS.get(command);
        runScript("Jenkinsfile");
        assertThat(steps)
                .containsExactlyElementsOf(Stream.concat(COMMANDS.stream().limit(command + 1), Stream.of(REPORTS))
                        .toList());
    }

    private void run(String command) {
        steps.add(command);
        if (command.equals(failing)) {
            throw new IllegalStateException("exit code 1");
        }
    }

    private void untilOneFails(Closure stages) {
        try {
            stages.call();
        } catch (IllegalStateException failure) {
            failed = true;
        }
    }

    private <T> void step(String name, Class<T> parameter, Consumer<T> behaviour) {
        getHelper().registerAllowedMethod(method(name, parameter), behaviour);
    }
}
