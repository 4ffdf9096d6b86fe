package org.openors.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String NAME = "ORS_ANYTHING";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);

    @BeforeEach
    void nothingIsSet() {
        GivenSettings.are(Map.of());
    }

    @Test
    void whatIsAbsentHasItsDefault() {
        assertThat(Settings.text(NAME)).isEmpty();
        assertThat(Settings.duration(NAME, DAY, HOUR, DAY)).isEqualTo(DAY);
        assertThat(Settings.number(NAME, 10, 1, 100)).isEqualTo(10);
        assertThat(Settings.flag(NAME, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void whatIsBlankHasItsDefault(String blank) {
        set(blank);
        whatIsAbsentHasItsDefault();
    }

    @Test
    void whatIsSetIsReadWithoutTheBlanksAroundIt() {
        set(" PT2H ");
        assertThat(Settings.required(NAME, "a text")).isEqualTo("PT2H");
        assertThat(Settings.duration(NAME, DAY, HOUR, DAY)).isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "100"})
    void bothBoundsOfANumberAreIncluded(String value) {
        set(value);
        assertThat(Settings.number(NAME, 10, 1, 100)).isEqualTo(Integer.parseInt(value));
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false"})
    void aFlagIsTrueOrFalse(String value, boolean flag) {
        set(value);
        assertThat(Settings.flag(NAME, !flag)).isEqualTo(flag);
    }

    @Test
    void whatIsRequiredIsNamedWhenAbsent() {
        assertThatThrownBy(() -> Settings.required(NAME, "a text"))
                .isInstanceOf(BadSetting.class)
                .hasMessage("ORS_ANYTHING is not set: it must be a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59M59S", "PT24H0.001S", "PT25H", "-PT2H", "P400000000D"})
    void refusesADurationOutsideOfItsBounds(String value) {
        set(value);
        assertBad(
                () -> Settings.duration(NAME, DAY, HOUR, DAY),
                "must be an ISO-8601 duration from PT1H to PT24H, such as PT2H");
    }

    @ParameterizedTest
    @ValueSource(strings = {"24", "24h", "PT", "tomorrow", "PT2H PT2H"})
    void refusesWhatIsNoDuration(String value) {
        set(value);
        assertBad(
                () -> Settings.duration(NAME, DAY, HOUR, DAY),
                "must be an ISO-8601 duration from PT1H to PT24H, such as PT2H");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1"})
    void refusesANumberOutsideOfItsBounds(String value) {
        set(value);
        assertBad(() -> Settings.number(NAME, 10, 1, 100), "must be a whole number from 1 to 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "1.5", "1e2", "0x10", "4294967297"})
    void refusesWhatIsNoWholeNumber(String value) {
        set(value);
        assertBad(() -> Settings.number(NAME, 10, 1, 100), "must be a whole number from 1 to 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "yes", "1", "truefalse"})
    void refusesWhatIsNoFlag(String value) {
        set(value);
        assertBad(() -> Settings.flag(NAME, false), "must be true or false");
    }

    private static void set(String value) {
        GivenSettings.are(Map.of(NAME, value));
    }

    /** The message names the setting and says what it must be: nothing else, so not the value either. */
    private static void assertBad(org.assertj.core.api.ThrowableAssert.ThrowingCallable read, String demand) {
        assertThatThrownBy(read).isInstanceOf(BadSetting.class).hasMessage(NAME + " " + demand);
    }
}
