package org.openors.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "é", "日本語", "עברית", "😀", "e\u0301", "\u00A0", "~!\"§$%&/()=?"})
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
                "\u00AD",
                "\u200B",
                "\u202E",
                "\u2028",
                "\u2029",
                "\uD83D",
                "\uDE00",
                "\uFEFF",
                "\uFFFF",
                "\u0378"
            })
    void refusesWhatCanNot(String text) {
        assertThat(PrintableText.isPrintable("a" + text + "b")).isFalse();
        assertThat(PrintableText.printable("a" + text, 100)).startsWith("a\uFFFD");
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
