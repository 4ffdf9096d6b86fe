package org.openors.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openors.error.Refusal;

class QueryParametersTest {

    private final QueryParameters query =
            new QueryParameters(Map.of("n", List.of("7"), "twice", List.of("1", "2"), "x\ny", List.of("")));

    @Test
    void readsWhatIsGivenOnce() {
        assertThat(query.one("n", text -> Optional.of(Integer.valueOf(text)), "must be a number"))
                .contains(7);
        assertThat(query.one("absent", Optional::of, "must be a text")).isEmpty();
    }

    @Test
    void refusesWhatIsNotOfItsFormOrGivenTwice() {
        assertThatThrownBy(() -> query.one("n", text -> Optional.empty(), "must be a letter"))
                .isInstanceOf(Refusal.class)
                .hasMessage("n must be a letter");
        assertThatThrownBy(() -> query.one("twice", Optional::of, "must be a text"))
                .isInstanceOf(Refusal.class)
                .hasMessage("twice must be given once");
    }

    @Test
    void namesAParameterThatNobodyAskedForInPrintableCharacters() {
        query.one("n", Optional::of, "");
        assertThatThrownBy(query::nothingElse).isInstanceOf(Refusal.class).hasMessage("twice is not a known parameter");
        assertThatThrownBy(() -> new QueryParameters(Map.of("x\ny", List.of(""))).nothingElse())
                .hasMessage("x\uFFFDy is not a known parameter");
    }
}
