package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisplayNameTest {

    @Test
    void itIsTheFirstClaimThatIsGiven() {
        assertThat(nameIn("{'name':'Anna','preferred_username':'a17'}")).contains("Anna");
        assertThat(nameIn("{'preferred_username':'a17'}")).contains("a17");
        assertThat(nameIn("{'name':'  ','preferred_username':'a17'}")).contains("a17");
        assertThat(nameIn("{'name':17,'preferred_username':'a17'}")).contains("a17");
        assertThat(nameIn("{'name':{},'preferred_username':[]}")).isEmpty();
        assertThat(nameIn("{}")).isEmpty();
    }

    @Test
    void itIsPrintableAndAtMost255CharactersLong() {
        assertThat(nameIn("{'name':'  Anna  '}")).contains("Anna");
        assertThat(nameIn("{'name':'An\\u0007na'}").orElseThrow())
                .startsWith("An")
                .doesNotContain("\u0007");
        assertThat(nameIn("{'name':'" + "x".repeat(255) + "'}").orElseThrow()).isEqualTo("x".repeat(255));
        assertThat(nameIn("{'name':'" + "x".repeat(256) + "'}").orElseThrow()).hasSizeLessThanOrEqualTo(255);
    }

    private static Optional<String> nameIn(String claims) {
        return DisplayName.of(
                new TokenClaims(SignedToken.parse(base64("{'alg':'RS256'}") + "." + base64(claims) + ".AAAA")));
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
