package org.openors.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.it.Scale;

/** RFC 7617, section 2. */
class BasicCredentialsTest {

    @Test
    void takesTheSchemeInAnyCaseAndThePasswordFromTheFirstColonOn() {
        assertThat(BasicCredentials.parse("bAsIc " + base64("ABC123:a:b")))
                .contains(new BasicCredentials("ABC123", "a:b"));
        assertThat(BasicCredentials.parse("Basic " + base64(":"))).contains(new BasicCredentials("", ""));
        assertThat(BasicCredentials.parse("Basic " + base64("ä:ö"))).contains(new BasicCredentials("ä", "ö"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic A",
                "Basic QQ=Q",
                "Basic QUJD REVG",
                "Basic QUJD",
                "Bearer QTpC",
                "Basic QTpC,",
                "Basic gDqA",
                "Basic QToKQg==",
                "Basic QTp/"
            })
    void takesNothingElse(String header) {
        assertThat(BasicCredentials.parse(header)).isEmpty();
    }

    @Test
    void takesOneKibibyteAndNoMore() {
        var header = "Basic " + base64("A:" + "B".repeat(760));
        assertThat(header).hasSizeLessThanOrEqualTo(1024);
        assertThat(BasicCredentials.parse(header)).isPresent();
        assertThat(BasicCredentials.parse("Basic " + base64("A:" + "B".repeat(770))))
                .isEmpty();
        assertThat(BasicCredentials.parse(null)).isEmpty();
    }

    @Test
    void neverPrintsThePassword() {
        assertThat(new BasicCredentials("ABC123", "ABCD1234").toString()).doesNotContain("ABC");
    }

    /** Whatever is sent is either credentials without a control character, or nothing; it never throws. */
    @Test
    void noInputEscapes() {
        var random = new Random(7617);
        for (int i = 0; i < Scale.of(50_000, 1_000_000); i++) {
            BasicCredentials.parse(fuzzed(random))
                    .ifPresent(basic -> assertThat((basic.userId() + basic.password()).chars())
                            .noneMatch(Character::isISOControl));
        }
    }

    /** Random bytes as a whole header, as a token, or as what a token encodes; and bits flipped in a good header. */
    private static String fuzzed(Random random) {
        var bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return switch (random.nextInt(4)) {
            case 0 -> new String(bytes, StandardCharsets.ISO_8859_1);
            case 1 -> "Basic " + new String(bytes, StandardCharsets.US_ASCII);
            case 2 -> "Basic " + Base64.getEncoder().encodeToString(bytes);
            default -> {
                var good = ("Basic " + base64("ABC123:ABCD1234")).toCharArray();
                good[random.nextInt(good.length)] ^= (char) (1 << random.nextInt(8));
                yield new String(good);
            }
        };
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
