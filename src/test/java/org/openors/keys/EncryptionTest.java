package org.openors.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionTest {

    private static final String SECRET = "päßword of the service account";
    private static final String CONTEXT = "study/active";

    @TempDir
    Path directory;

    private final String key = TestKeys.hex();
    private SecretKeys keys;
    private Encryption encryption;

    @BeforeEach
    void makeAKey() {
        keys = TestKeys.of(directory, "old:" + key);
        encryption = new Encryption(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, "", "😀"})
    void whatIsEncryptedCanBeDecryptedInItsContext(String secret) {
        assertThat(encryption.decrypt(encryption.encrypt(secret, CONTEXT), CONTEXT))
                .contains(secret);
    }

    @Test
    void theSameSecretNeverLooksTheSame() {
        var encrypted = encryption.encrypt(SECRET, CONTEXT);
        assertThat(encrypted).matches("old:[A-Za-z0-9+/]+=*").isNotEqualTo(encryption.encrypt(SECRET, CONTEXT));
    }

    @Test
    void anotherContextIsRefused() {
        var encrypted = encryption.encrypt(SECRET, CONTEXT);
        assertRefused(keys, encrypted, "study/test");
        assertRefused(keys, encrypted, "");
    }

    @Test
    void anyChangedBitIsRefused() {
        var encrypted = encryption.encrypt(SECRET, CONTEXT);
        var sealed = Base64.getDecoder().decode(encrypted.substring("old:".length()));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            var changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(keys, "old:" + Base64.getEncoder().encodeToString(changed), CONTEXT);
        }
    }

    @Test
    void anyShorteningIsRefused() {
        var encrypted = encryption.encrypt(SECRET, CONTEXT);
        for (int length = 0; length < encrypted.length() - 2; length++) {
            assertRefused(keys, encrypted.substring(0, length), CONTEXT);
        }
    }

    @Test
    void anotherKeyIsRefusedAndAnOlderOneIsNot() {
        var encrypted = encryption.encrypt(SECRET, CONTEXT);
        assertRefused(TestKeys.of(directory, "old:" + TestKeys.hex()), encrypted, CONTEXT);
        assertRefused(TestKeys.of(directory, "new:" + key), encrypted, CONTEXT);
        var rotated = TestKeys.of(directory, "old:" + key, "new:" + TestKeys.hex());
        assertThat(new Encryption(rotated).decrypt(encrypted, CONTEXT)).contains(SECRET);
        assertThat(new Encryption(rotated).encrypt(SECRET, CONTEXT)).startsWith("new:");
    }

    private static void assertRefused(SecretKeys keys, String encrypted, String context) {
        assertThat(new Encryption(keys).decrypt(encrypted, context))
                .as(encrypted)
                .isEmpty();
    }
}
