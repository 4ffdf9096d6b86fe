package org.openors.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the secrets of settings at rest with AES-256-GCM (NIST SP 800-38D), as {@code keyId:base64(iv, ciphertext,
 * tag)}.
 */
@ApplicationScoped
public class Encryption {

    private static final String LABEL = "encryption at rest";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private SecretKeys keys;

    protected Encryption() {}

    @Inject
    public Encryption(SecretKeys keys) {
        this.keys = keys;
    }

    /** Encrypts with the newest key. Decryption needs the same context. */
    public String encrypt(String secret, String context) {
        var iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        var keyId = keys.newestId();
        var sealed = encrypt(keys.requiredSubKey(keyId, LABEL), iv, context, KeyedHash.utf8(secret));
        var both = ByteBuffer.allocate(iv.length + sealed.length)
                .put(iv)
                .put(sealed)
                .array();
        return keyId + ":" + Base64.getEncoder().encodeToString(both);
    }

    /**
     * Decrypts what {@link #encrypt} wrote. Empty if it was encrypted for another context or with a key that is not
     * known, or was changed since.
     */
    public Optional<String> decrypt(String encrypted, String context) {
        try {
            int colon = encrypted.indexOf(':');
            return keys.subKey(encrypted.substring(0, colon), LABEL)
                    .map(key -> decrypt(key, Base64.getDecoder().decode(encrypted.substring(colon + 1)), context));
        } catch (IndexOutOfBoundsException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String decrypt(byte[] key, byte[] both, String context) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, both, 0, IV_BYTES));
            cipher.updateAAD(KeyedHash.utf8(context));
            return new String(cipher.doFinal(both, IV_BYTES, both.length - IV_BYTES), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | ProviderException notThis) {
            throw new IllegalArgumentException("the encrypted text can't be used", notThis);
        }
    }

    private static byte[] encrypt(byte[] key, byte[] iv, String context, byte[] text) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(KeyedHash.utf8(context));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + CIPHER, missing);
        }
    }
}
