package org.openors.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Keys made in the test that uses them. */
public final class TestKeys {

    private TestKeys() {}

    static byte[] bytes() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** A new key as a key file has it. */
    public static String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** A new key as {@code openssl rand -base64 32} writes it. */
    public static String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    /** The keys of a file with these lines. */
    public static SecretKeys of(Path directory, String... lines) {
        try {
            return new SecretKeys(Files.writeString(directory.resolve("keys"), String.join("\n", lines)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
