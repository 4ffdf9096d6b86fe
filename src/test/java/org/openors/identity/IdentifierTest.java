package org.openors.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

    @RepeatedTest(20)
    void everySpellingOfAUuidIsTheSame() {
        var id = UUID.randomUUID();
        var dashed = id.toString();
        var plain = dashed.replace("-", "");
        assertThat(new String[] {
                    dashed, plain, dashed.toUpperCase(Locale.ROOT), plain.toUpperCase(Locale.ROOT), mixed(dashed)
                })
                .allSatisfy(spelling -> assertThat(Identifier.parse(spelling)).contains(id));
    }

    /** RFC 9562, appendix A.6. */
    @Test
    void aNewOneOfALaterTimeIsGreater() {
        var now = Instant.parse("2022-02-22T19:22:22Z");
        var id = Identifier.inOrderOfTime(now);
        assertThat(Identifier.format(id)).matches("017F22E279B07[0-9A-F]{3}[89AB][0-9A-F]{15}");
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Identifier.inOrderOfTime(now)).isNotEqualTo(id);
        assertThat(Identifier.inOrderOfTime(now.plusMillis(1))).isGreaterThan(id);
    }

    @Test
    void isEmittedAsThirtyTwoUpperCaseHexCharacters() {
        assertThat(Identifier.format(UUID.fromString("b1b8327a-faa6-4122-8710-6192ab5984ef")))
                .isEqualTo("B1B8327AFAA6412287106192AB5984EF");
        assertThat(Identifier.parse("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF")).isEmpty();
        assertThat(Identifier.parse("0".repeat(32))).contains(new UUID(0, 0));
        assertThat(Identifier.format(new UUID(0, 1))).isEqualTo("00000000000000000000000000000001");
        assertThat(Identifier.format(new UUID(-1, -1))).isEqualTo("F".repeat(32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "no-uuid",
                "B1B8327AFAA6412287106192AB5984E",
                "B1B8327AFAA6412287106192AB5984EF0",
                "B1B8327AFAA6412287106192AB5984EG",
                " B1B8327AFAA6412287106192AB5984EF",
                "B1B8327AFAA6412287106192AB5984EF\n",
                "B1B8327A-FAA641228710-6192AB5984EF",
                "B1B8327A-FAA6-4122-87106192AB5984EF",
                "B1B8-327A-FAA6-4122-8710-6192AB5984EF",
                "-B1B8327AFAA6412287106192AB5984EF",
                "B1B8327A–FAA6–4122–8710–6192AB5984EF",
                "{B1B8327A-FAA6-4122-8710-6192AB5984EF}",
                "urn:uuid:b1b8327a-faa6-4122-8710-6192ab5984ef",
                "1-1-1-1-1",
                "+1B8327AFAA6412287106192AB5984EF",
                "Ｂ1B8327AFAA6412287106192AB5984EF",
                "٣1B8327AFAA6412287106192AB5984EF"
            })
    void anythingElseIsNone(String text) {
        assertThat(Identifier.parse(text)).isEmpty();
        assertThatThrownBy(() -> Identifier.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsNone() {
        assertThat(Identifier.parse(null)).isEmpty();
    }

    private static String mixed(String text) {
        return text.substring(0, 16).toUpperCase(Locale.ROOT) + text.substring(16);
    }
}
