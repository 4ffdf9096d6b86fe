package org.openors.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
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

    /** Whatever is sent is either credentials without a control character, or nothing, which is a 401; it never throws. */
    @Test
    void noInputEscapes() {
        JqwikSession.run(() -> headers()
                .sampleStream()
                .limit(Scale.of(10_000, 50_000, 1_000_000))
                .forEach(BasicCredentialsTest::assertThatItDoesNotEscape));
    }

    private static void assertThatItDoesNotEscape(String header) {
        try {
            BasicCredentials.parse(header)
                    .ifPresent(basic -> assertThat((basic.userId() + basic.password()).chars())
                            .noneMatch(Character::isISOControl));
        } catch (RuntimeException | AssertionError escaped) {
            throw new AssertionError("for the header " + header, escaped);
        }
    }

    /**
     * Any bytes as a whole header, as a token, or as what a token encodes, up to above the limit; a good header with a
     * flipped bit.
     */
    private static Arbitrary<String> headers() {
        var bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(800);
        var good = "Basic " + base64("ABC123:ABCD1234");
        return Arbitraries.oneOf(
                bytes.map(any -> new String(any, StandardCharsets.ISO_8859_1)),
                bytes.map(any -> "Basic " + new String(any, StandardCharsets.US_ASCII)),
                bytes.map(any -> "Basic " + Base64.getEncoder().encodeToString(any)),
                Arbitraries.integers().between(0, good.length() * Byte.SIZE - 1).map(bit -> flipped(good, bit)));
    }

    private static String flipped(String text, int bit) {
        var characters = text.toCharArray();
        characters[bit / Byte.SIZE] ^= (char) (1 << bit % Byte.SIZE);
        return new String(characters);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
