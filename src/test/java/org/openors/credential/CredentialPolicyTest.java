package org.openors.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.settings.BadSetting;
import org.openors.settings.GivenSettings;

class CredentialPolicyTest {

    private final CredentialPolicy policy = new CredentialPolicy();

    @Test
    void aPairLivesADayAndSurvivesTenWrongOtpsUnlessSetOtherwise() {
        configure(Map.of());
        assertThat(policy.ttl()).isEqualTo(Duration.ofHours(24));
        assertThat(policy.maxAttempts()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT15M", "PT24H", "P1D"})
    void aPairLivesFromASecondToADay(String ttl) {
        configure(Map.of("ORS_OTP_TTL", ttl));
        assertThat(policy.ttl()).isEqualTo(Duration.parse(ttl));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.999S", "-PT1H", "PT24H0.001S", "PT25H", "P2D", "24", "one day"})
    void refusesAnyOtherLifetime(String ttl) {
        assertThatThrownBy(() -> configure(Map.of("ORS_OTP_TTL", ttl)))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("ORS_OTP_TTL ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void aPairSurvivesAtMostAHundredWrongOtps(int attempts) {
        configure(Map.of("ORS_OTP_MAX_ATTEMPTS", Integer.toString(attempts)));
        assertThat(policy.maxAttempts()).isEqualTo(attempts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "ten"})
    void refusesAnyOtherNumberOfAttempts(String attempts) {
        assertThatThrownBy(() -> configure(Map.of("ORS_OTP_MAX_ATTEMPTS", attempts)))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("ORS_OTP_MAX_ATTEMPTS ");
    }

    private void configure(Map<String, String> settings) {
        GivenSettings.are(settings);
        policy.configure();
    }
}
