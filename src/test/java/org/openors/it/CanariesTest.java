package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanariesTest {

    private final Canaries canaries = new Canaries(List.of("ABCD1234", "0000000Z", "a-Longer_Secret="));

    @ParameterizedTest
    @ValueSource(
            strings = {"ABCD1234", "abcd1234", "xABCD1234x", "ABCDABCD1234", "ABCD12345", "\u0000ABCD1234", "é日ABCD1234"
            })
    void findsASecretInEitherCaseAnywhere(String text) {
        assertThat(canaries.in(text)).containsExactly("ABCD1234");
        assertThat(canaries.in(text.getBytes(StandardCharsets.UTF_16LE))).containsExactly("ABCD1234");
        assertThat(canaries.in(text.getBytes(StandardCharsets.UTF_16BE))).containsExactly("ABCD1234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ABCD",
                "ABCD123",
                "BCD1234",
                "ABCD 1234",
                "ABCE1234",
                "a-Longer",
                "a-Longer_Secret",
                "A-lONGER"
            })
    void findsNothingElse(String text) {
        assertThat(canaries.in(text)).isEmpty();
    }

    @Test
    void findsManyAtOnceInFiles(@TempDir Path directory) throws IOException {
        var file = Files.createDirectories(directory.resolve("a/b")).resolve("c");
        Files.writeString(file, "0000000z 0000000Z A-LONGER_SECRET=", StandardCharsets.ISO_8859_1);
        Files.writeString(directory.resolve("d"), "nothing");
        assertThat(canaries.below(directory)).containsExactly("0000000Z in " + file, "a-Longer_Secret= in " + file);
    }
}
