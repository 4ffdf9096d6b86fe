package org.openors.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.settings.BadSetting;
import org.openors.settings.GivenSettings;

/** Who reads the figures. */
class MetricsTokenTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void onlyExactlyThisTokenOpens() {
        var token = new MetricsToken(TOKEN);
        assertThat(token.isIn("Bearer " + TOKEN)).isTrue();
        assertThat(token.isIn(null)).isFalse();
        assertThat(token.isIn("Bearer " + TOKEN + "0")).isFalse();
        assertThat(token.isIn("Basic " + TOKEN)).isFalse();
        assertThat(token).asString().doesNotContain(TOKEN);
    }

    @Test
    void thereIsNoneUnlessTheSettingNamesAFile() throws IOException {
        GivenSettings.are(Map.of());
        assertThat(MetricsToken.ofSettings()).isEmpty();
        given(TOKEN + "\n");
        assertThat(MetricsToken.ofSettings()).contains(new MetricsToken(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789abcdef 0123456789abcdef", TOKEN + "\n" + TOKEN})
    void aFileWithoutOneTokenIsRefused(String content) throws IOException {
        given(content);
        assertThatThrownBy(MetricsToken::ofSettings)
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("ORS_METRICS_TOKEN_FILE must name a file with one token");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        GivenSettings.are(
                Map.of("ORS_METRICS_TOKEN_FILE", directory.resolve("none").toString()));
        assertThatThrownBy(MetricsToken::ofSettings)
                .isInstanceOf(BadSetting.class)
                .hasMessage("ORS_METRICS_TOKEN_FILE names a file that can't be read");
    }

    private void given(String content) throws IOException {
        var file = Files.writeString(directory.resolve("token"), content);
        GivenSettings.are(Map.of("ORS_METRICS_TOKEN_FILE", file.toString()));
    }
}
