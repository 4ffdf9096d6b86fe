package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.credential.Crockford;
import org.openors.credential.DeviceState;
import org.openors.device.WhoCanFix;
import org.openors.identity.Mode;
import org.openors.study.DeviceType;

/** The words of the pages are complete, in each language. */
class TextsTest {

    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Pattern VALUE = Pattern.compile("\\{\\w+}");
    private static final Pattern SAID = Pattern.compile("say\\('([\\w.]+)'");

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr", "es", "ja"})
    void aLanguageSaysAllThatEnglishSays(String language) throws IOException {
        var english = texts("en");
        var other = texts(language);
        assertThat(other.keySet()).containsExactlyElementsOf(english.keySet());
        for (var key : english.keySet()) {
            assertThat(other.getString(key)).as(key).isNotBlank();
            assertThat(values(other.getString(key)))
                    .as(key)
                    .containsExactlyInAnyOrderElementsOf(values(english.getString(key)));
        }
    }

    @Test
    void allThatTheServiceNamesHasWords() throws IOException {
        var english = texts("en");
        for (var state : DeviceState.values()) {
            assertThat(english).containsKey("state." + state);
        }
        for (var type : DeviceType.values()) {
            assertThat(english).containsKey("kit." + type);
        }
        for (var mode : Mode.values()) {
            assertThat(english).containsKey("mode." + mode);
        }
        for (var who : WhoCanFix.values()) {
            assertThat(english).containsKey("fix." + who);
        }
    }

    @Test
    void eachCharacterOfAPairCanBeSpelt() throws IOException {
        var english = texts("en");
        for (char letter : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
            assertThat(Crockford.canonical(String.valueOf(letter), 1)).contains(String.valueOf(letter));
            assertThat(english).containsKey("spell." + letter);
        }
    }

    @Test
    void allThatThePagesSayIsThere() throws IOException {
        var english = texts("en");
        try (var files = Files.walk(PAGES)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".js")).toList()) {
                var said = SAID.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
                assertThat(english.keySet()).as(file.toString()).containsAll(said);
            }
        }
    }

    private static List<String> values(String text) {
        return VALUE.matcher(text).results().map(MatchResult::group).toList();
    }

    private static JsonObject texts(String language) throws IOException {
        try (var reader =
                Json.createReader(Files.newBufferedReader(PAGES.resolve("site/texts/" + language + ".json")))) {
            return reader.readObject();
        }
    }
}
