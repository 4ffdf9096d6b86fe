package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The claims as MicroProfile JWT presents them. */
class TokenClaimsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'upn':'u','preferred_username':'p','sub':'s'} | u",
                "{'upn':1,'preferred_username':'p','sub':'s'} | p",
                "{'sub':'s'} | s",
                "{} | "
            })
    void theNameIsTheFirstTextThatMayBeOne(String json, String name) {
        assertThat(claims(json).getName()).isEqualTo(name);
    }

    @Test
    void eachClaimHasItsType() {
        var claims = claims(
                "{'iss':'i','sub':'s','jti':'j','exp':12.9,'iat':11,'groups':['a','b'],'aud':'x','own':{'y':1}}");
        assertThat(claims.getIssuer()).isEqualTo("i");
        assertThat(claims.getSubject()).isEqualTo("s");
        assertThat(claims.getTokenID()).isEqualTo("j");
        assertThat(claims.getExpirationTime()).isEqualTo(12);
        assertThat(claims.getIssuedAtTime()).isEqualTo(11);
        assertThat(claims.getGroups()).containsExactly("a", "b");
        assertThat(claims.getAudience()).containsExactly("x");
        assertThat(claims.<JsonValue>getClaim("own").asJsonObject().getInt("y")).isEqualTo(1);
        assertThat(claims.getRawToken()).endsWith(".AAAA");
        assertThat(claims.getClaimNames()).contains("iss", "own").hasSize(8);
        assertThat(claims.<Object>getClaim("none")).isNull();
    }

    @Test
    void whatIsAbsentIsNoneAndWhatHasAnotherFormIsRefused() {
        assertThat(claims("{}").getGroups()).isEmpty();
        assertThat(claims("{}").getAudience()).isEmpty();
        assertThat(claims("{}").<Long>getClaim("nbf")).isNull();
        assertThat(claims("{'aud':['a',1,null]}").getAudience()).containsExactly("a");
        assertThatThrownBy(() -> claims("{'groups':{}}").getGroups()).isInstanceOf(BadToken.class);
    }

    private static TokenClaims claims(String json) {
        return new TokenClaims(SignedToken.parse(base64("{'alg':'RS256'}") + "." + base64(json) + ".AAAA"));
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
