package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rights (contract, section 1) over two studies, three modes, each right that guards an operation, and each form of a group. */
@OnOneDatabase("postgresql")
@ExtendWith(RunningService.class)
class RightsIT {

    private static final List<String> STUDIES = List.of(SampleStudy.id(), SampleStudy.id());
    private static final List<String> MODES = List.of("test", "active", "training");

    /** One operation a right; it gets as far as the code says when the right is there. */
    private enum Operation {
        DeviceActionsPost("ORS_404_01", (api, path) -> api.put(path + DEVICE + "/access-code?mSubjectId=x")),
        DeviceActionsGet("ORS_404_01", (api, path) -> api.get(path + "/subjects/" + SampleStudy.id() + "/devices")),
        StudyDataPut("ORS_400_01", (api, path) -> api.put(path + "/study-data", "[]")),
        AuditGet("ORS_404_01", (api, path) -> api.get(path + "/audit"));

        private final String allowed;
        private final BiFunction<Api, String, Answer> request;

        Operation(String allowed, BiFunction<Api, String, Answer> request) {
            this.allowed = allowed;
            this.request = request;
        }

        Answer run(Api api, String study, String mode) {
            return request.apply(api, "/v1.0/studies/" + study + "/" + mode);
        }
    }

    private static final String DEVICE = "/subjects/" + SampleStudy.id() + "/devices/" + SampleStudy.id();

    private static final List<String> GRANTING =
            List.of("${right}", "${right}@${study}/${mode}", "${right}@${respelt}/${mode}", "${right}@${study}/*");
    private static final List<String> NOT_GRANTING = List.of(
            "",
            "${otherRight}",
            "${right}@${otherStudy}/${mode}",
            "${right}@${otherStudy}/*",
            "${right}@${study}/${otherMode}",
            "${otherRight}@${study}/${mode}",
            "${right}@*/${mode}",
            "${right}@${study}");

    static Stream<Arguments> cells() {
        return Stream.of(Operation.values())
                .flatMap(operation -> STUDIES.stream()
                        .flatMap(study -> MODES.stream().map(mode -> arguments(operation, study, mode))));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("cells")
    void aRightHoldsWhereItsGroupSaysAndNowhereElse(Operation operation, String study, String mode, Api api) {
        for (var group : GRANTING) {
            var caller = api.withGroups("SomethingElse", filled(group, operation, study, mode));
            assertThat(operation.run(caller, study, mode).errorCode()).as(group).isEqualTo(operation.allowed);
        }
        for (var group : NOT_GRANTING) {
            var caller = api.withGroups("SomethingElse", filled(group, operation, study, mode));
            assertThat(operation.run(caller, study, mode).errorCode()).as(group).isEqualTo("ORS_403_01");
        }
    }

    @Test
    void aTokenWithoutGroupsHasNoRight(Api api) {
        var caller = api.as(
                api.tokens().signed(api.tokens().claims().claim("groups", null).build()));
        for (var operation : Operation.values()) {
            assertThat(operation.run(caller, STUDIES.get(0), "active").errorCode())
                    .isEqualTo("ORS_403_01");
        }
    }

    @Test
    void theRefusalNamesTheRightTheStudyAndTheMode(Api api) {
        AccessCodeIT.assertRefused(
                Operation.StudyDataPut.run(api.withGroups("DeviceActionsPost"), STUDIES.get(0), "training"),
                403,
                "ORS_403_01",
                "RIGHT_MISSING",
                "The right StudyDataPut is missing in study " + STUDIES.get(0) + ", mode training",
                "");
        AccessCodeIT.assertRefused(
                Operation.DeviceActionsPost.run(api.withGroups(), "canary", "test"),
                403,
                "ORS_403_01",
                "RIGHT_MISSING",
                "The right DeviceActionsPost is missing in study of the path, mode test",
                "");
    }

    private static String filled(String group, Operation operation, String study, String mode) {
        var values = Map.of(
                "right", operation.name(),
                "otherRight", next(List.of(Operation.values()), operation).name(),
                "study", study,
                "otherStudy", next(STUDIES, study),
                "respelt", AccessCodeIT.dashed(study).toLowerCase(Locale.ROOT),
                "mode", mode,
                "otherMode", next(MODES, mode));
        var text = group;
        for (var value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    private static <T> T next(List<T> all, T one) {
        return all.get((all.indexOf(one) + 1) % all.size());
    }
}
