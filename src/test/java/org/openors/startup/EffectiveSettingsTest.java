package org.openors.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openors.settings.GivenSettings;

class EffectiveSettingsTest {

    @Test
    void showsWhatIsSetAndNoSecret() {
        GivenSettings.are(Map.of(
                "ORS_OTP_TTL", "PT8H",
                "ORS_DB_PASSWORD", "canary-1",
                "ORS_DB_URL", "jdbc:postgresql://user:canary-2@db:5432/ors?password=canary-3",
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", "https://user:canary-4@idp.example.org/keys?token=canary-5",
                "ORS_JAVA_OPTIONS", "-Djavax.net.ssl.trustStorePassword=canary-6"));
        assertThat(EffectiveSettings.text())
                .isEqualTo("MP_JWT_VERIFY_PUBLICKEY_LOCATION=https://idp.example.org/keys"
                        + " ORS_DB_PASSWORD=(set) ORS_DB_URL=jdbc:postgresql://db:5432/ors ORS_JAVA_OPTIONS=(set)"
                        + " ORS_OTP_TTL=PT8H");
    }
}
