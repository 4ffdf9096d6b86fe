package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.settings.BadSetting;
import org.openors.settings.GivenSettings;

class SignInTest {

    @Test
    void isNotSetUpWithoutBothSettings() {
        GivenSettings.are(Map.of());
        assertThat(SignIn.ofSettings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://idp.example.org/realms/trials, https://idp.example.org",
        "HTTPS://idp.example.org:8443/, https://idp.example.org:8443",
        "http://localhost:8180/realms/trials, http://localhost:8180",
        "http://127.0.0.1:8180, http://127.0.0.1:8180"
    })
    void namesTheOriginThatThePageMayCall(String issuer, String origin) {
        given(issuer);
        assertThat(SignIn.ofSettings().orElseThrow().origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example.org",
                "ftp://idp.example.org",
                "idp.example.org",
                "https://",
                "https://user@idp.example.org",
                "https://idp.example.org/?a=b",
                "https://idp.example.org/#a",
                "https://idp.example.org; script-src *",
                "https://idp.example.org\r\nX: y"
            })
    void refusesAnIssuerThatIsNoSafeUrl(String issuer) {
        given(issuer);
        assertThatThrownBy(SiteSettings::check)
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("ORS_OIDC_ISSUER must be an https URL");
    }

    @Test
    void refusesOneSettingWithoutTheOther() {
        GivenSettings.are(Map.of("ORS_OIDC_ISSUER", "https://idp.example.org"));
        assertThatThrownBy(SiteSettings::check)
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("ORS_OIDC_CLIENT_ID");
        GivenSettings.are(Map.of("ORS_OIDC_CLIENT_ID", "site"));
        assertThatThrownBy(SiteSettings::check).isInstanceOf(BadSetting.class).hasMessageContaining("ORS_OIDC_ISSUER");
    }

    private static void given(String issuer) {
        GivenSettings.are(Map.of("ORS_OIDC_ISSUER", issuer, "ORS_OIDC_CLIENT_ID", "site"));
    }
}
