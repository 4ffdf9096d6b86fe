package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an address. Nobody is asked for the address of a name. */
class AddressLiteralTest {

    private static final String ALPHABET = "0f2g.:[]%-";
    private static final int LENGTH = 5;

    /** What the JDK takes for a literal: four numbers, or a text with a colon that begins with a digit or a colon. */
    private static final Pattern NEVER_LOOKED_UP =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[^\\[\\]%]*");

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1:80, 192.0.2.1",
        "' 192.0.2.1 ', 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, 0:0:0:0:0:0:0:0",
        "::1, 0:0:0:0:0:0:0:1",
        "1::, 1:0:0:0:0:0:0:0",
        "fade::de, fade:0:0:0:0:0:0:de",
        "FADE::DE, fade:0:0:0:0:0:0:de",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "::ffff:192.0.2.1, 192.0.2.1",
        "64:ff9b::192.0.2.1, 64:ff9b:0:0:0:0:c000:201",
        "[::1], 0:0:0:0:0:0:0:1",
        "[fade::de]:4711, fade:0:0:0:0:0:0:de",
        "[::1]:_hidden, 0:0:0:0:0:0:0:1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1"
    })
    void anAddressIsOne(String text, String address) {
        assertThat(AddressLiteral.of(text)).map(AddressLiteral::text).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ":",
                ".:",
                ".:1",
                ".fade:",
                "[]",
                "[.]",
                "[.:]",
                "[:]",
                "fade",
                "fade.de",
                "fade.de:80",
                "[fade]",
                "[fade.de]",
                "[fade.de]:80",
                "[fade.de.]",
                "[.fade.de]",
                "[1.2.3.4]",
                "[1.2.3.4]:80",
                "[1.2]",
                "[16909060]",
                "16909060",
                "0x1020304",
                "1.2",
                "1.2.3",
                "1.2.3.4.",
                "1.2.3.4.5",
                "1.2.3.256",
                "999.1.1.1",
                "01.2.3.4",
                "localhost",
                "localhost:80",
                "[localhost]",
                "::1]",
                "[::1",
                "[[::1]]",
                "[::1]x",
                "::1::",
                ":::",
                "12345::",
                "1:2:3:4:5:6:7:8:9",
                "::192.0.2",
                "g::",
                "unknown",
                "_hidden",
                "-",
                "\uFF11::",
                "::1\u0000",
                "1.2.3.4\n5"
            })
    void anythingElseIsNone(String text) {
        assertThat(AddressLiteral.of(text)).isEmpty();
    }

    /** Each text of up to five characters, of which some are those of addresses. */
    @Test
    void nothingButALiteralReachesALookUp() {
        var lookedUp = new ArrayList<String>();
        var texts = List.of("");
        for (int length = 0; length < LENGTH; length++) {
            texts = texts.stream()
                    .flatMap(text -> ALPHABET.chars().mapToObj(next -> text + (char) next))
                    .toList();
            for (var text : texts) {
                AddressLiteral.literal(text)
                        .filter(literal -> !NEVER_LOOKED_UP.matcher(literal).matches())
                        .ifPresent(lookedUp::add);
            }
        }
        assertThat(lookedUp).isEmpty();
    }
}
