package org.openors.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.settings.BadSetting;
import org.openors.settings.GivenSettings;

/** A blank entry of a list could switch off what the list is for, so that it ends the start. */
class SettingChecksTest {

    /** A setting that is a list, and a good value, as the operator's table has them. */
    record ListSetting(String name, String example) {

        /** A row: variable, default, allowed, example. */
        static ListSetting of(String row) {
            var cells = row.split("[|]");
            return new ListSetting(inCode(cells[1]), inCode(cells[4]));
        }

        private static String inCode(String cell) {
            return cell.substring(cell.indexOf('`') + 1, cell.lastIndexOf('`'));
        }
    }

    static Stream<ListSetting> lists() throws IOException {
        var rows = Files.readAllLines(Path.of("server-config/settings.md")).stream()
                .filter(row -> row.startsWith("| `") && row.contains("separated by commas"))
                .toList();
        assertThat(rows).hasSize(3);
        return rows.stream().map(ListSetting::of);
    }

    @AfterEach
    void forget() {
        GivenSettings.are(Map.of());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aBlankEntryIsRefused(ListSetting list) {
        var good = list.example();
        assertThat(refusal(list.name(), good)).isEmpty();
        for (var text : List.of(",", " , ", good + ",", good + ", ", "," + good, good + ",," + good)) {
            assertThat(refusal(list.name(), text))
                    .as(text)
                    .hasValueSatisfying(message -> assertThat(message).contains("separated by commas"));
        }
    }

    /** Why the setting is refused. */
    private static Optional<String> refusal(String name, String value) {
        GivenSettings.are(Map.of(name, value));
        return SettingChecks.all().stream()
                .flatMap(check -> refusal(check).stream())
                .filter(message -> message.startsWith(name + " "))
                .findFirst();
    }

    private static Optional<String> refusal(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (BadSetting refused) {
            return Optional.of(refused.getMessage());
        }
    }
}
