package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.Fake;
import org.openors.settings.BadSetting;
import org.openors.settings.GivenSettings;

class PeerAddressTest {

    private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.0/8, 192.0.2.7, 2001:db8:1::/48, ::1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 198.51.100.1 | 203.0.113.9 | the caller is no proxy",
                "10.1.2.3 | 198.51.100.1 | 198.51.100.1 | a proxy names it",
                "10.1.2.3 | 1.2.3.4, 198.51.100.1 | 198.51.100.1 | what the caller wrote itself does not count",
                "10.1.2.3 | 198.51.100.1, 192.0.2.7 | 198.51.100.1 | two proxies",
                "10.1.2.3 | 10.9.9.9 | 10.9.9.9 | proxies only: the farthest",
                "10.1.2.3 | 198.51.100.1:4711 | 198.51.100.1 | with a port",
                "10.1.2.3 | [2001:db8::17]:4711 | 2001:db8:0:0:0:0:0:17 | IPv6 in brackets",
                "10.1.2.3 | 2001:db8::17 | 2001:db8:0:0:0:0:0:17 | IPv6",
                "10.1.2.3 | ::ffff:198.51.100.1 | 198.51.100.1 | mapped",
                "::ffff:10.1.2.3 | 198.51.100.1 | 198.51.100.1 | a mapped proxy",
                "2001:db8:1:5::9%eth0 | 198.51.100.1 | 198.51.100.1 | an IPv6 proxy with a zone",
                "2001:db8:2::9 | 198.51.100.1 | 2001:db8:2::9 | not in the range",
                "10.1.2.3 | unknown | 10.1.2.3 | no address",
                "10.1.2.3 | 198.51.100.1, | 10.1.2.3 | nothing after the comma",
                "10.1.2.3 | site.example.org | 10.1.2.3 | a name is not looked up",
                "10.1.2.3 | 999.1.1.1 | 10.1.2.3 | no octet",
                "10.1.2.3 | 010.1.1.1 | 10.1.2.3 | octal or decimal, nobody knows"
            })
    void isWhatATrustedProxySays(String connection, String forwardedFor, String expected, String why) {
        assertThat(peer(connection, Map.of("X-Forwarded-For", List.of(forwardedFor))))
                .as(why)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for=198.51.100.1 | 198.51.100.1",
                "For=\"[2001:db8::17]:4711\";proto=https | 2001:db8:0:0:0:0:0:17",
                "for=1.2.3.4, for=198.51.100.1;by=10.0.0.1, for=192.0.2.7 | 198.51.100.1",
                "for=198.51.100.1, proto=https | 10.1.2.3",
                "for=_hidden | 10.1.2.3",
                "for=198.51.100.1, for=\"unclosed | 10.1.2.3",
                "by=\"a,b;for=1.2.3.4\";for=198.51.100.1 | 198.51.100.1",
                "for=198.51.100.1;;proto=http | 198.51.100.1",
                "for = 198.51.100.1 | 10.1.2.3"
            })
    void theStandardHeaderCountsBeforeTheOther(String forwarded, String expected) {
        assertThat(peer("10.1.2.3", Map.of("Forwarded", List.of(forwarded), "X-Forwarded-For", List.of("9.9.9.9"))))
                .isEqualTo(expected);
    }

    @Test
    void severalLinesOfAHeaderAreOneList() {
        assertThat(peer("10.1.2.3", Map.of("X-Forwarded-For", List.of("198.51.100.1", "192.0.2.7"))))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void nobodyIsTrustedUnlessTheOperatorSaysSo() {
        GivenSettings.are(Map.of());
        assertThat(TrustedProxies.ofSettings().trust("127.0.0.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example.org",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "::/129",
                "10.0.0.1:80",
                "[::1]",
                "10.0.0.1,",
                "*"
            })
    void anythingElseIsABadSetting(String text) {
        assertThatThrownBy(() -> TrustedProxies.of(text))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("ORS_TRUSTED_PROXIES must be IP addresses or ranges");
    }

    private static String peer(String connection, Map<String, List<String>> headers) {
        var request = Fake.fake(HttpServletRequest.class, (any, method, arguments) -> switch (method.getName()) {
            case "getRemoteAddr" -> connection;
            case "getHeaders" -> Collections.enumeration(headers.getOrDefault((String) arguments[0], List.of()));
            default -> throw new UnsupportedOperationException(method.getName());
        });
        return PeerAddress.of(request, PROXIES);
    }
}
