package org.openors.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.error.Refusal;

class PageLimitTest {

    @Test
    void aPageHasFiftyRowsUnlessTheCallerWantsOthers() {
        assertThat(PageLimit.of(null)).isEqualTo(50);
        assertThat(PageLimit.of("1")).isEqualTo(1);
        assertThat(PageLimit.of("200")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "1000", "-1", "1.5", "x", "٣"})
    void anyOtherNumberIsRefused(String text) {
        assertThatThrownBy(() -> PageLimit.of(text))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("limit")
                .hasMessageContaining("from 1 to 200");
    }
}
