package org.openors.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.error.Refusal;

class AcceptFilterTest {

    /** The third is what {@code HttpURLConnection} sends. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"application/json", "application/json; Q = 0.5, */*;q=1", "*; q=.2, */*; q=.2", "a/b;qs=x"})
    void goesOnWithWeightsThatAreNumbers(String accept) {
        assertThatCode(() -> filter(accept)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b;q=high", "a/b;q=", "a/b;q=.", "a/b;q=1, c/d;q=NaN", "a/b;q=1e9", "a/b; Q =\t-1"})
    void refusesOthers(String accept) {
        assertThatThrownBy(() -> filter(accept)).isInstanceOf(Refusal.class);
    }

    @Test
    void aHundredMediaRangesAreEnough() {
        var hundred = "a/b" + ", a/b".repeat(99);
        assertThatCode(() -> filter(hundred)).doesNotThrowAnyException();
        assertThatThrownBy(() -> filter(hundred + ", a/b")).isInstanceOf(Refusal.class);
    }

    /** It would take hours if the blanks could be divided in many ways. */
    @ParameterizedTest
    @ValueSource(strings = {"%sx", "%s1%sx", "1%sx"})
    void manyBlanksInAWeightAreReadOnce(String weight) {
        var many = weight.replace("%s", " ".repeat(1_000_000));
        assertThatThrownBy(() -> filter("a/b;q=" + many)).isInstanceOf(Refusal.class);
    }

    private static void filter(String accept) {
        new AcceptFilter().filter(fake(ContainerRequestContext.class, (any, called, arguments) -> accept));
    }
}
