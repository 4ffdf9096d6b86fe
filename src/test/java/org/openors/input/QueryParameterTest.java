package org.openors.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openors.error.Refusal;

class QueryParameterTest {

    @Test
    void readsWhatIsGiven() {
        Integer given = QueryParameter.parse("n", "7", text -> Optional.of(Integer.valueOf(text)), "must be a number");
        String absent = QueryParameter.parse("n", null, Optional::of, "must be a text");
        assertThat(given).isEqualTo(7);
        assertThat(absent).isNull();
    }

    @Test
    void refusesAWrongForm() {
        assertThatThrownBy(() -> QueryParameter.parse("n", "7", text -> Optional.empty(), "must be a letter"))
                .isInstanceOf(Refusal.class)
                .hasMessage("n must be a letter");
    }
}
