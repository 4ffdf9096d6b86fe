package org.openors.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.StringReader;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\t",
                "\u007F",
                "\u00A0",
                "\u00AD",
                "\u034F",
                "\u200B",
                "\u200D",
                "\u202E",
                "\u2028",
                "\u3000",
                "\u3164",
                "\uFE0F",
                "\uFEFF",
                "\uFFFF",
                "\uE000",
                "\u0378",
                "\uDB40\uDC41"
            })
    void twoNamesThatDifferByAnInvisibleCharacterLookDifferent(String invisible) {
        assertThat(VisibleText.text("nurse" + invisible + "17")).matches("nurse(\\\\u[0-9A-F]{4}){1,2}17");
        assertThat(VisibleText.json("\"nurse" + invisible + "17\"")).matches("\"nurse(\\\\u[0-9A-F]{4}){1,2}17\"");
    }

    @ParameterizedTest
    @CsvSource({
        "a b,a b",
        "é😀-_|,é😀-_|",
        "DOMAIN\\user,DOMAIN\\user",
        "a\\u200Bb,a\\u005Cu200Bb",
        "a\\\\u200B,a\\\\u005Cu200B"
    })
    void whatIsSeenStays(String text, String visible) {
        assertThat(VisibleText.text(text)).isEqualTo(visible);
    }

    @Property
    void theEscapesGiveTheTextBack(@ForAll String text) {
        assertThat(ESCAPE.matcher(VisibleText.text(text))
                        .replaceAll(escape -> java.util.regex.Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(escape.group(1), 16)))))
                .isEqualTo(text);
    }

    @Property
    void jsonStaysTheSameJson(@ForAll String text) {
        var json = Json.createObjectBuilder().add("actor", text).build();
        try (var reader = Json.createReader(new StringReader(VisibleText.json(json.toString())))) {
            assertThat(reader.readObject()).isEqualTo(json);
        }
    }
}
