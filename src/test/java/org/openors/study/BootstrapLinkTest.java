package org.openors.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a study may give as the link in the QR code. */
class BootstrapLinkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org/start#id={accessId}&otp={otp}",
                "https://app.example.org/start?study=7#{otp}/{accessId}",
                "myapp://start#{accessId}:{otp}",
                "HTTPS://app.example.org#a={accessId}&o={otp}"
            })
    void takesALinkWithThePairInItsFragment(String link) {
        assertThat(BootstrapLink.isUsable(link)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org/start",
                "https://app.example.org/start#id={accessId}",
                "https://app.example.org/start#otp={otp}",
                "https://app.example.org/{accessId}#otp={otp}",
                "https://app.example.org/?otp={otp}#id={accessId}",
                "https://app.example.org/?otp={otp}#id={accessId}&otp={otp}",
                "https://app.example.org/#id={accessId}&otp={otp}&otp={otp}",
                "https://{otp}.example.org/#id={accessId}&otp={otp}",
                "https://app.example.org/#id={accessId}&otp={otp}&x={other}",
                "https://app.example.org/#id={accessId}&otp={otp}#",
                "https://app.example.org/a b#id={accessId}&otp={otp}",
                "/start#id={accessId}&otp={otp}",
                "#id={accessId}&otp={otp}",
                "javascript:alert(1)#{accessId}{otp}",
                "JavaScript:alert(1)#{accessId}{otp}",
                "data:text/html,x#{accessId}{otp}",
                "https://app.example.org/#id={accessid}&otp={otp}"
            })
    void refusesAnyOther(String link) {
        assertThat(BootstrapLink.isUsable(link)).isFalse();
    }
}
