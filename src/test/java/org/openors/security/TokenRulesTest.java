package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.settings.BadSetting;
import org.openors.settings.GivenSettings;

/** What a token whose signature is good must satisfy as well; it is 1,000,000 s after the epoch. */
class TokenRulesTest {

    private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
    private static final String ISSUER = "https://idp.example.org";
    private static final String TIMES = "\"iat\":999999,\"exp\":1000001";
    private static final String ISS = "\"iss\":\"" + ISSUER + "\",";
    private static final String CLAIMS = "{" + ISS + TIMES + ",\"sub\":\"nurse\",\"groups\":[\"a\",\"b\"]}";
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC);

    private final TokenRules rules = new TokenRules(ISSUER, Duration.ofHours(24), List.of(), CLOCK);

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEADER,
                "{\"alg\":\"ES256\"}",
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"RS256\",\"typ\":\"At+JwT\"}",
                "{\"alg\":\"RS256\",\"typ\":\"application/at+jwt\"}",
                "{\"alg\":\"RS256\",\"typ\":\"application/JWT\"}",
                "{\"alg\":\"RS256\",\"typ\":\"jwt\",\"kid\":\"1\",\"x\":{\"y\":[]}}"
            })
    void takesTheTwoAlgorithms(String header) {
        assertThat(accepts(rules, token(header, CLAIMS))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"typ\":\"JWT\"}",
                "{\"alg\":null}",
                "{\"alg\":\"none\"}",
                "{\"alg\":\"HS256\"}",
                "{\"alg\":\"rs256\"}",
                "{\"alg\":\"RS384\"}",
                "{\"alg\":\"PS256\"}",
                "{\"alg\":[\"RS256\"]}",
                "{\"alg\":\"RS256\",\"crit\":[]}",
                "{\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1}",
                "{\"alg\":\"RS256\",\"typ\":\"JWE\"}",
                "{\"alg\":\"RS256\",\"typ\":1}",
                "{\"alg\":\"RS256\",\"typ\":null}",
                "{\"alg\":\"RS256\",\"typ\":\"\"}",
                "{\"alg\":\"RS256\",\"typ\":\"application/\"}",
                "{\"alg\":\"RS256\",\"typ\":\"logout+jwt\"}",
                "{\"alg\":\"RS256\",\"typ\":\"dpop+jwt\"}",
                "[]",
                "\"RS256\"",
                "RS256",
                ""
            })
    void refusesAnyOtherHeader(String header) {
        assertThat(accepts(rules, token(header, CLAIMS))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"iat\":1000000,\"exp\":1000001",
                "\"iat\":1000000,\"exp\":1000000.001",
                "\"iat\":913600.001,\"exp\":1000000.001",
                "\"iat\":999999,\"exp\":1000001,\"nbf\":1000000",
                "\"iat\":999999,\"exp\":1000001,\"nbf\":0",
                "\"iat\":9.99999e5,\"exp\":1000001"
            })
    void takesATokenWhileItIsGood(String times) {
        assertThat(accepts(rules, token(HEADER, claims(times)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"iat\":999999",
                "\"exp\":1000001",
                "\"iat\":999999,\"exp\":null",
                "\"iat\":999999,\"exp\":\"1000001\"",
                "\"iat\":\"999999\",\"exp\":1000001",
                "\"iat\":true,\"exp\":1000001",
                "\"iat\":999999,\"exp\":[1000001]",
                "\"iat\":999999,\"exp\":1000000",
                "\"iat\":999999,\"exp\":999999",
                "\"iat\":999999,\"exp\":-1",
                "\"iat\":-1,\"exp\":1000001",
                "\"iat\":1000000.001,\"exp\":1000001",
                "\"iat\":1000001,\"exp\":1000002",
                "\"iat\":999999,\"exp\":1000001,\"nbf\":1000000.001",
                "\"iat\":999999,\"exp\":1000001,\"nbf\":\"0\"",
                "\"iat\":999999,\"exp\":1000001,\"nbf\":null",
                "\"iat\":999999,\"exp\":1086399.001",
                "\"iat\":0,\"exp\":1000001",
                "\"iat\":999999,\"exp\":1000001000",
                "\"iat\":999999,\"exp\":1e12",
                "\"iat\":999999,\"exp\":1e999999999",
                "\"iat\":999999,\"exp\":1e2147483647",
                "\"iat\":1e-2147483647,\"exp\":1000001",
                "\"iat\":999999,\"exp\":1e99999999999"
            })
    void refusesATokenThatIsNotGoodNowOrTooLong(String times) {
        assertThat(accepts(rules, token(HEADER, claims(times)))).isFalse();
    }

    @Test
    void refusesATimeOfTenThousandDigits() {
        assertThat(accepts(rules, token(HEADER, claims("\"iat\":999999,\"exp\":" + "9".repeat(10_000)))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sub\":\"\"",
                "\"sub\":\" \"",
                "\"sub\":null",
                "\"sub\":17",
                "\"groups\":[]",
                "\"sub\":\"nurse\",\"groups\":\"a\"",
                "\"sub\":\"nurse\",\"groups\":null",
                "\"sub\":\"nurse\",\"groups\":{\"a\":true}",
                "\"sub\":\"nurse\",\"groups\":[\"a\",1]",
                "\"sub\":\"nurse\",\"groups\":[[\"a\"]]"
            })
    void refusesATokenOfNobodyOrWithOddGroups(String more) {
        assertThat(accepts(rules, token(HEADER, "{" + ISS + TIMES + "," + more + "}")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLAIMS + "x",
                CLAIMS + CLAIMS,
                "x" + CLAIMS,
                "{" + ISS + TIMES + ",\"sub\":\"a\",\"sub\":\"b\"}",
                "\uFEFF" + CLAIMS
            })
    void refusesClaimsThatAreNotOneJsonObject(String claims) {
        assertThat(accepts(rules, token(HEADER, claims))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"iss\":null,",
                "\"iss\":[\"https://idp.example.org\"],",
                "\"iss\":\"https://idp.example.org/\","
            })
    void refusesATokenOfAnotherIssuer(String issuer) {
        assertThat(accepts(rules, token(HEADER, "{" + issuer + TIMES + ",\"sub\":\"nurse\"}")))
                .isFalse();
    }

    @Test
    void measuresTheSubject() {
        assertThat(accepts(rules, token(HEADER, "{" + ISS + TIMES + ",\"sub\":\"" + "x".repeat(255) + "\"}")))
                .isTrue();
        assertThat(accepts(rules, token(HEADER, "{" + ISS + TIMES + ",\"sub\":\"" + "x".repeat(256) + "\"}")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "=.=.="})
    void refusesWhatIsNoToken(String text) {
        assertThat(accepts(rules, text)).isFalse();
    }

    @Test
    void refusesPartsThatAreMissingOrMore() {
        var good = token(HEADER, CLAIMS);
        assertThat(accepts(rules, good)).isTrue();
        assertThat(accepts(rules, good + ".")).isFalse();
        assertThat(accepts(rules, "." + good)).isFalse();
        assertThat(accepts(rules, good.substring(0, good.lastIndexOf('.')))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ors\"", "[\"ors\"]", "[\"other\",\"ors\"]", "[\"ors-2\",7]"})
    void takesATokenForOneOfItsAudiences(String audience) {
        assertThat(acceptsFor(",\"aud\":" + audience)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"aud\":null",
                ",\"aud\":[]",
                ",\"aud\":\"ORS\"",
                ",\"aud\":[\"ors2\"]",
                ",\"aud\":7",
                ",\"aud\":{\"ors\":1}"
            })
    void refusesATokenForAnother(String audience) {
        assertThat(acceptsFor(audience)).isFalse();
        assertThat(accepts(rules, token(HEADER, claims(TIMES + audience)))).isTrue();
    }

    @Test
    void readsItsSettings() {
        GivenSettings.are(Map.of("MP_JWT_VERIFY_ISSUER", ISSUER, "ORS_TOKEN_MAX_LIFETIME", "PT1H"));
        var configured = new TokenRules();
        configured.configure();
        assertThat(configured.maxLifetime()).isEqualTo(Duration.ofHours(1));
        GivenSettings.are(Map.of("MP_JWT_VERIFY_ISSUER", ISSUER, "ORS_TOKEN_MAX_LIFETIME", "PT0S"));
        assertThatThrownBy(configured::configure)
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("ORS_TOKEN_MAX_LIFETIME ");
    }

    private static boolean acceptsFor(String audience) {
        return accepts(
                new TokenRules(ISSUER, Duration.ofHours(24), List.of("ors", "ors-2"), CLOCK),
                token(HEADER, claims(TIMES + audience)));
    }

    private static boolean accepts(TokenRules rules, String raw) {
        return fault(rules, raw) == null;
    }

    /** Null if the token is accepted. */
    private static TokenFault fault(TokenRules rules, String raw) {
        try {
            var token = SignedToken.parse(raw);
            TokenHeader.check(token.header(), TokenHeader.ALGORITHMS);
            rules.check(new TokenClaims(token));
            return null;
        } catch (BadToken refused) {
            return refused.fault();
        }
    }

    private static String claims(String some) {
        return "{" + ISS + some + ",\"sub\":\"nurse\"}";
    }

    private static String token(String header, String claims) {
        return base64(header) + "." + base64(claims) + ".AAAA";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
