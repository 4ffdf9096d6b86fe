package org.openors.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.http.Details;

class ProblemsTest {

    private final Problems problems = new Problems();

    @Test
    void withoutAProblemNothingIsRefused() {
        problems.refuseIfAny();
        assertThat(problems.isEmpty()).isTrue();
        assertThat(problems.isFull()).isFalse();
    }

    @Test
    void oneProblemIsTheMessage() {
        problems.add("/a", "is required");
        assertThat(problems.isEmpty()).isFalse();
        var refusal = refusal();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal).hasMessage("/a is required");
        assertThat(Details.of(refusal))
                .extractingByKey("problems", LIST)
                .containsExactly(Map.of("path", "/a", "message", "is required"));
    }

    @Test
    void theFirstHundredAreNamed() {
        for (int i = 0; i < 150; i++) {
            assertThat(problems.isFull()).isEqualTo(i >= 100);
            problems.add("/" + i, "is odd");
        }
        var refusal = refusal();
        assertThat(refusal).hasMessage("/0 is odd (and more)");
        assertThat(Details.of(refusal))
                .extractingByKey("problems", LIST)
                .hasSize(100)
                .last()
                .isEqualTo(Map.of("path", "/99", "message", "is odd"));
    }

    private Refusal refusal() {
        return catchThrowableOfType(Refusal.class, problems::refuseIfAny);
    }
}
