package org.openors.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.background.TurnedClock;
import org.openors.settings.BadSetting;

class SecretKeysTest {

    @TempDir
    Path directory;

    private final String oldKey = TestKeys.hex();
    private final String newKey = TestKeys.hex();
    private final TurnedClock clock = new TurnedClock();

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

    /** Rows may name any number of keys that there are not. */
    @Test
    void theFileIsReadForUnknownKeysOnceInASecond() throws IOException {
        TestKeys.of(directory, "old:" + oldKey);
        var keys = new SecretKeys(directory.resolve("keys"), clock);
        assertThat(keys.subKey("none", "purpose")).isEmpty();
        TestKeys.of(directory, "old:" + oldKey, "new:" + newKey);
        clock.pass(Duration.ofMillis(999));
        assertThat(keys.subKey("new", "purpose")).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(keys.subKey("new", "purpose")).isPresent();
    }

    /** So an unknown key in the audit trail does not delay a new key by which an OTP was hashed. */
    @Test
    void theFileIsReadForEachPurposeByItself() throws IOException {
        TestKeys.of(directory, "old:" + oldKey);
        var keys = new SecretKeys(directory.resolve("keys"), clock);
        assertThat(keys.subKey("none", "purpose")).isEmpty();
        TestKeys.of(directory, "old:" + oldKey, "new:" + newKey);
        assertThat(keys.subKey("new", "other")).isPresent();
    }

    /** Otherwise a record by a new key would be taken for a forged one. */
    @Test
    void aFileThatCannotBeReadIsNoUnknownKey() throws IOException {
        TestKeys.of(directory, "old:" + oldKey);
        var keys = new SecretKeys(directory.resolve("keys"), clock);
        Files.delete(directory.resolve("keys"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> keys.subKey("new", "purpose")).isInstanceOf(BadSetting.class);
        }
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
        keys.guardBy(checkValues -> Set.of(), checkValues -> {
            assertThat(keys.newestId()).isEqualTo("old");
            seen.add(String.join(" ", checkValues.keySet()));
        });
        assertThat(keys.readAgain()).isFalse();
        TestKeys.of(directory, "old:" + oldKey, "new:" + newKey);
        assertThat(keys.readAgain()).isTrue();
        assertThat(keys.newestId()).isEqualTo("new");
        assertThat(seen).containsExactly("old", "old new");
    }

    /** The transaction that looks for a key can't commit its check value before the key is used. */
    @Test
    void aLookUpTakesOnlyKeysThatAreKnown() {
        var keys = TestKeys.of(directory, "old:" + oldKey);
        var known = new HashSet<>(Set.of("old"));
        keys.guardBy(checkValues -> known, checkValues -> {});
        TestKeys.of(directory, "old:" + oldKey, "new:" + newKey, "newest:" + TestKeys.hex());
        assertThat(keys.subKey("new", "purpose")).isEmpty();
        known.add("new");
        assertThat(keys.subKey("new", "other purpose")).isPresent();
        assertThat(keys.newestId()).isEqualTo("new");
        assertThat(keys.subKey("newest", "third purpose")).isEmpty();
        assertThat(keys.readAgain()).isTrue();
        assertThat(keys.newestId()).isEqualTo("newest");
    }

    /** Somebody may remove what is known while the service runs. */
    @Test
    void aLookUpKeepsTheKeysThatAreInUse() {
        var keys = TestKeys.of(directory, "old:" + oldKey, "new:" + newKey);
        keys.guardBy(checkValues -> Set.of(), checkValues -> {});
        assertThat(keys.subKey("unknown", "purpose")).isEmpty();
        assertThat(keys.newestId()).isEqualTo("new");
        assertThat(keys.subKey("old", "purpose")).isPresent();
    }

    @Test
    void keysThatAreKnownAreNotAddedAgain() {
        var keys = TestKeys.of(directory, "old:" + oldKey);
        keys.guardBy(Map::keySet, checkValues -> {
            throw new BadSetting("ORS_SECRET_KEY_FILE", "is refused");
        });
        assertThat(keys.readAgain()).isFalse();
    }

    /** Two nodes that start at once with different keys of one id: the one that comes second must not use its key. */
    @Test
    void aKeyThatCannotBeAddedIsNotUsed() {
        var keys = TestKeys.of(directory, "old:" + oldKey);
        keys.guardBy(checkValues -> Set.of("old"), checkValues -> {
            throw new BadSetting("ORS_SECRET_KEY_FILE", "is refused");
        });
        TestKeys.of(directory, "old:" + oldKey, "new:" + newKey);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(keys::readAgain).isInstanceOf(BadSetting.class);
            assertThat(keys.newestId()).isEqualTo("old");
        }
    }

    @Test
    void keysThatTheGuardRefusesAreNotUsed() {
        var keys = TestKeys.of(directory, "old:" + oldKey);
        keys.guardBy(
                checkValues -> {
                    if (checkValues.containsKey("new")) {
                        throw new BadSetting("ORS_SECRET_KEY_FILE", "is refused");
                    }
                    return checkValues.keySet();
                },
                checkValues -> {});
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
