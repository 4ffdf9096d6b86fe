package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.settings.BadSetting;
import org.openors.settings.GivenSettings;

class TokenSettingsTest {

    private final TokenSettings settings = new TokenSettings();

    @ParameterizedTest
    @CsvSource({
        "mp.jwt.token.header, Cookie",
        "mp.jwt.token.header, authorization",
        "mp.jwt.token.cookie, Bearer",
        "mp.jwt.verify.publickey, MIIB",
        "mp.jwt.verify.publickey.algorithm, RS512",
        "mp.jwt.verify.token.age, 60",
        "mp.jwt.verify.clock.skew, 30",
        "mp.jwt.decrypt.key.location, file:///key",
        "mp.jwt.decrypt.key.algorithm, RSA-OAEP"
    })
    void refusesWhatWouldMoveTheTokenOrWeakenItsCheck(String setting, String value) {
        GivenSettings.are(Map.of(setting, value));
        assertThatThrownBy(settings::checkNotSupported)
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith(setting.toUpperCase(Locale.ROOT).replace('.', '_') + " ");
    }

    @Test
    void acceptsWhatTheServiceDoesAnyway() {
        GivenSettings.are(Map.of(
                "mp.jwt.token.header", "Authorization",
                "mp.jwt.verify.clock.skew", "0",
                "mp.jwt.verify.publickey.algorithm", "ES256"));
        assertThatCode(settings::checkNotSupported).doesNotThrowAnyException();
        assertThat(TokenSettings.algorithms()).containsExactly("ES256");
        GivenSettings.are(Map.of());
        assertThat(TokenSettings.algorithms()).isEqualTo(Set.of("RS256", "ES256"));
    }
}
