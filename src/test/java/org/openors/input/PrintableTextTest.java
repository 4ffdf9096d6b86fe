package org.openors.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "é",
                "日本語",
                "עברית",
                "😀",
                "e\u0301",
                "\u00A0",
                "~!\"§$%&/()=?",
                "می\u200Cخواهم", // Persian, with a zero-width non-joiner
                "ක්\u200Dෂ", // Sinhala, with a zero-width joiner
                "\uD83D\uDC68\u200D\uD83D\uDC69", // joined emoji
                "\u00AD",
                "\u200B",
                "\u2028",
                "\u2029",
                "\u2066א\u2069", // an isolate, which ends by itself
                "\uFEFF",
                "\uFFFD",
                "\uE000",
                "\u0378", // not assigned yet
                "\uD83E\uDEE9" // of Unicode 16
            })
    void takesWhatCanBePrinted(String text) {
        assertThat(PrintableText.isPrintable(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0",
                "\t",
                "\n",
                "\r",
                "\u001B[31m",
                "\u007F",
                "\u0085",
                "\u202D",
                "\u202E",
                "\uD83D",
                "\uDE00",
                "\uFDD0",
                "\uFDEF",
                "\uFFFE",
                "\uFFFF",
                "\uDBFF\uDFFF"
            })
    void refusesWhatCanNot(String text) {
        assertThat(PrintableText.isPrintable("a" + text + "b")).isFalse();
        assertThat(PrintableText.printable("a" + text, 100)).startsWith("a\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\t\n", "\u0085", "\u00A0", "\u1680", "\u2007", "\u2029", "\u202F", "\u205F", "\u3000 "
            })
    void whiteSpaceAloneIsNotGiven(String text) {
        assertThat(PrintableText.isGiven(text)).isFalse();
        assertThat(PrintableText.isGiven(text + "x" + text)).isTrue();
    }

    @Test
    void nullIsNotGiven() {
        assertThat(PrintableText.isGiven(null)).isFalse();
    }

    @Test
    void decodesTheReplacementCharacterIfItWasSent() {
        assertThat(PrintableText.percentDecoded("a%EF%BF%BD+b")).contains("a\uFFFD+b");
        assertThat(PrintableText.percentDecoded("%ED%A0%80")).isEmpty();
        assertThat(PrintableText.percentDecoded("é")).isEmpty();
    }

    @Test
    void countsCharactersNotUtf16Units() {
        assertThat(PrintableText.length("a😀é")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"abc,3,abc", "abcd,3,abc", "😀😀,4,😀😀", "😀😀,3,😀", "a😀,2,a", "😀,1,''"})
    void cutsBetweenCharacters(String text, int length, String cut) {
        assertThat(PrintableText.printable(text, length)).isEqualTo(cut);
    }
}
