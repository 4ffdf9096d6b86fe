package org.openors.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openors.error.Refusal;

class StrictQueryFilterTest {

    private static final Set<String> DECLARED = Set.of("n", "twice");

    @Test
    void acceptsDeclaredParametersThatAreGivenOnce() {
        assertThatCode(() -> StrictQueryFilter.check(Map.of("n", List.of("7")), DECLARED))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAParameterThatIsGivenTwice() {
        assertThatThrownBy(() -> StrictQueryFilter.check(Map.of("twice", List.of("1", "1")), DECLARED))
                .isInstanceOf(Refusal.class)
                .hasMessage("twice must be given once");
    }

    @Test
    void refusesAnUnknownParameterAndNamesItInPrintableCharacters() {
        assertThatThrownBy(() -> StrictQueryFilter.check(Map.of("x\ny", List.of("")), DECLARED))
                .isInstanceOf(Refusal.class)
                .hasMessage("x\uFFFDy is not a known parameter");
    }

    @Test
    void passesOverAnEmptyPartBetweenAmpersands() {
        assertThatCode(() -> StrictQueryFilter.check(Map.of("", List.of("", ""), "n", List.of("7")), DECLARED))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAValueWithoutAName() {
        assertThatThrownBy(() -> StrictQueryFilter.check(Map.of("", List.of("x")), DECLARED))
                .isInstanceOf(Refusal.class);
    }
}
