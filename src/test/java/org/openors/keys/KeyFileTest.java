package org.openors.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.settings.BadSetting;
import org.openors.settings.GivenSettings;

class KeyFileTest {

    private static final byte[] KEY = TestKeys.bytes();
    private static final byte[] OTHER = TestKeys.bytes();
    private static final String HEX = HexFormat.of().formatHex(KEY);
    private static final String BASE64 = Base64.getEncoder().encodeToString(OTHER);

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void noFileYet() {
        file = home.resolve("keys");
    }

    @Test
    void aFileCanBeTheKeyItself() throws IOException {
        Files.write(file, KEY);
        assertThat(KeyFile.read(file)).containsExactly(entry("1", KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s\n", "  %s  \r\n", "# comment\n\n%s\n#end", "1:%s", "1 : %s"})
    void aFileCanHoldTheKeyInHex(String content) throws IOException {
        Files.writeString(file, content.formatted(HEX));
        assertThat(KeyFile.read(file)).containsExactly(entry("1", KEY));
    }

    @ParameterizedTest
    @CsvSource({
        "rw-------, true, false",
        "rw-r-----, true, true",
        "r--r-----, false, false",
        "r--r--r--, false, true",
        "rw-rw----, false, true",
        "r-----r--, false, true"
    })
    void aFileOfAnotherUserIsReadByItsGroupAlone(String permissions, boolean isOwn, boolean isOpen) {
        assertThat(KeyFile.isOpenToOthers(PosixFilePermissions.fromString(permissions), isOwn))
                .isEqualTo(isOpen);
    }

    @Test
    void aFileCanHoldSeveralKeysOldestFirst() throws IOException {
        Files.writeString(file, "2025-01:" + HEX + "\n2026_a.b:" + BASE64 + "\n");
        assertThat(KeyFile.read(file)).containsExactly(entry("2025-01", KEY), entry("2026_a.b", OTHER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n#comment\n",
                "short",
                "1:",
                ":%s",
                "a b:%s",
                "a:b:%s",
                "%s0",
                "%s%s",
                "x%s",
                "1:%s\n1:%s",
                "%s\n%s",
                "123456789012345678901234567890123:%s",
                "ключ:%s"
            })
    void refusesAnyOtherContentAndNeverShowsIt(String content) throws IOException {
        Files.writeString(file, content.replace("%s", HEX));
        assertBad("ORS_SECRET_KEY_FILE", () -> KeyFile.read(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 31, 33, 64, 70_000})
    void refusesBytesOfAnotherLength(int length) throws IOException {
        Files.write(file, new byte[length]);
        assertBad("ORS_SECRET_KEY_FILE", () -> KeyFile.read(file));
    }

    @Test
    void refusesAFileThatCanNotBeRead() {
        assertBad("ORS_SECRET_KEY_FILE", () -> KeyFile.read(home.resolve("missing")));
        assertBad("ORS_SECRET_KEY_FILE", () -> KeyFile.read(home));
    }

    @Test
    void theEmbeddedDatabaseGetsAKeyOfItsOwnThatOnlyItsOwnerReads() throws IOException {
        GivenSettings.are(Map.of("ORS_HOME", home.resolve("new/home").toString()));
        assertBad("ORS_SECRET_KEY_FILE", KeyFile::ofThisInstallation);
        var generated = generated();
        var kept = home.resolve("new/home/secret.key");
        assertThat(generated).containsOnlyKeys("1");
        assertThat(generated.get("1")).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.read(kept)).containsExactly(entry("1", generated.get("1")));
        assertThat(generated()).containsExactly(entry("1", generated.get("1")));
    }

    /** Else the service would go on with a new key, and the file of the old one could not be brought back unnoticed. */
    @Test
    void onlyAStartMakesAKey() throws IOException {
        GivenSettings.are(Map.of("ORS_HOME", home.toString()));
        generated();
        var kept = home.resolve("secret.key");
        Files.delete(kept);
        assertBad("ORS_SECRET_KEY_FILE", KeyFile::ofThisInstallation);
        assertThat(kept).doesNotExist();
    }

    private static Map<String, byte[]> generated() {
        KeyFile.makeAtFirstStart();
        return KeyFile.ofThisInstallation();
    }

    @Test
    void twoInstallationsDoNotShareAGeneratedKey() {
        GivenSettings.are(Map.of("ORS_HOME", home.resolve("one").toString()));
        var one = generated().get("1");
        GivenSettings.are(Map.of("ORS_HOME", home.resolve("other").toString()));
        assertThat(generated().get("1")).isNotEqualTo(one);
    }

    @Test
    void anyOtherDatabaseNeedsAKeyFile() {
        GivenSettings.are(Map.of("ORS_HOME", home.toString(), "ORS_DB_URL", "jdbc:postgresql://db/ors"));
        assertBad("ORS_SECRET_KEY_FILE", KeyFileTest::generated);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void theConfiguredFileGoesBeforeAGeneratedOne() throws IOException {
        Files.writeString(file, "mine:" + HEX);
        GivenSettings.are(Map.of("ORS_HOME", home.toString(), "ORS_SECRET_KEY_FILE", file.toString()));
        assertThat(generated()).containsExactly(entry("mine", KEY));
        assertThat(home.resolve("secret.key")).doesNotExist();
    }

    @Test
    void namesTheHomeInWhichNoKeyCanBeMade() throws IOException {
        Files.createFile(file);
        GivenSettings.are(Map.of("ORS_HOME", file.toString()));
        assertBad("ORS_HOME", KeyFile::makeAtFirstStart);
    }

    private static void assertBad(String setting, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith(setting + " ")
                .hasMessageNotContainingAny(HEX, BASE64);
    }
}
