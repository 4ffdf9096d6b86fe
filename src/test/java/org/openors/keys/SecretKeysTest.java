package org.openors.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeysTest {

    @TempDir
    Path directory;

    private final String oldKey = TestKeys.hex();
    private final String newKey = TestKeys.hex();

    @Test
    void theLastKeyMakesWhatIsNewAndAllVerifyWhatIsOld() {
        var keys = TestKeys.of(directory, "old:" + oldKey, "new:" + newKey);
        assertThat(keys.newestId()).isEqualTo("new");
        assertThat(keys.ids()).containsExactly("old", "new");
        assertThat(keys.newestSubKey("purpose"))
                .isEqualTo(keys.subKey("new", "purpose").orElseThrow());
        assertThat(keys.subKey("old", "purpose").orElseThrow())
                .isEqualTo(TestKeys.of(directory, "old:" + oldKey).newestSubKey("purpose"));
    }

    @Test
    void anUnknownKeyHasNoSubKeys() {
        assertThat(TestKeys.of(directory, "old:" + oldKey).subKey("new", "purpose"))
                .isEmpty();
    }

    @Test
    void eachKeyAndPurposeHasASubKeyOfItsOwn() {
        var keys = TestKeys.of(directory, "old:" + oldKey, "new:" + newKey);
        var subKeys = Stream.of("old purpose", "new purpose", "old other", "old ")
                .map(named -> named.split(" ", 2))
                .map(named -> keys.subKey(named[0], named[1]).orElseThrow())
                .map(HexFormat.of()::formatHex);
        assertThat(subKeys)
                .doesNotHaveDuplicates()
                .doesNotContain(oldKey, newKey)
                .allMatch(hex -> hex.length() == 64);
    }
}
