package org.openors.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.settings.BadSetting;

class SecretKeysTest {

    @TempDir
    Path directory;

    private final String oldKey = TestKeys.hex();
    private final String newKey = TestKeys.hex();

    @Test
    void theLastKeyIsTheNewestAndOlderKeysStayUsable() {
        var keys = TestKeys.of(directory, "old:" + oldKey, "new:" + newKey);
        assertThat(keys.newestId()).isEqualTo("new");
        assertThat(keys.subKey("old", "purpose").orElseThrow())
                .isEqualTo(TestKeys.of(directory, "old:" + oldKey).requiredSubKey("old", "purpose"));
    }

    @Test
    void anUnknownKeyHasNoSubKeys() {
        var keys = TestKeys.of(directory, "old:" + oldKey);
        assertThat(keys.subKey("new", "purpose")).isEmpty();
        assertThatThrownBy(() -> keys.requiredSubKey("new", "purpose")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyThatIsAddedToTheFileIsTheNewestOnceItIsReadAgain() {
        var keys = TestKeys.of(directory, "old:" + oldKey);
        TestKeys.of(directory, "old:" + oldKey, "new:" + newKey);
        assertThat(keys.newestId()).isEqualTo("old");
        keys.readAgain();
        assertThat(keys.newestId()).isEqualTo("new");
        assertThat(keys.subKey("old", "purpose")).isPresent();
    }

    /** As when another node has read the file first and made something by the new key. */
    @Test
    void aKeyThatIsNotKnownIsLookedForInTheFile() {
        var keys = TestKeys.of(directory, "old:" + oldKey);
        TestKeys.of(directory, "old:" + oldKey, "new:" + newKey);
        assertThat(keys.subKey("new", "purpose")).isPresent();
    }

    @Test
    void aKnownIdWithAnotherKeyChangesNothing() {
        var keys = TestKeys.of(directory, "old:" + oldKey);
        var before = keys.requiredSubKey("old", "purpose");
        TestKeys.of(directory, "old:" + newKey, "new:" + newKey);
        assertThatThrownBy(keys::readAgain)
                .isInstanceOf(BadSetting.class)
                .hasMessage("ORS_SECRET_KEY_FILE names a file in which a known id has another key than before");
        assertThat(keys.newestId()).isEqualTo("old");
        assertThat(keys.requiredSubKey("old", "purpose")).isEqualTo(before);
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

    @Test
    void aGuardSeesTheCheckValuesOfNewKeysBeforeTheyAreUsed() {
        var keys = TestKeys.of(directory, "old:" + oldKey);
        var seen = new ArrayList<String>();
        keys.guardBy(checkValues -> seen.add(String.join(" ", checkValues.keySet())));
        keys.readAgain();
        TestKeys.of(directory, "old:" + oldKey, "new:" + newKey);
        keys.readAgain();
        assertThat(seen).containsExactly("old", "old new");
    }

    @Test
    void keysThatTheGuardRefusesAreNotUsed() {
        var keys = TestKeys.of(directory, "old:" + oldKey);
        keys.guardBy(checkValues -> {
            if (checkValues.containsKey("new")) {
                throw new BadSetting("ORS_SECRET_KEY_FILE", "is refused");
            }
        });
        TestKeys.of(directory, "old:" + oldKey, "new:" + newKey);
        assertThatThrownBy(keys::readAgain).isInstanceOf(BadSetting.class);
        assertThatThrownBy(() -> keys.subKey("new", "purpose")).isInstanceOf(BadSetting.class);
        assertThat(keys.newestId()).isEqualTo("old");
    }

    @Test
    void aCheckValueIsTheSameAsLongAsTheKeyIsAndTellsNothingOfIt() {
        var check = TestKeys.of(directory, "a:" + oldKey).checkValues().get("a");
        assertThat(TestKeys.of(directory, "a:" + oldKey).checkValues().get("a")).isEqualTo(check);
        assertThat(TestKeys.of(directory, "a:" + newKey).checkValues().get("a")).isNotEqualTo(check);
        assertThat(HexFormat.of().formatHex(check)).hasSize(64).isNotEqualTo(oldKey);
    }
}
