package org.openors.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the secrets of settings at rest with AES-256-GCM (NIST SP 800-38D), as {@code keyId:base64(iv, ciphertext,
 * tag)}.
 */
@ApplicationScoped
public class Encryption {

    static final String LABEL = "encryption at rest";
    static final String CIPHER = "AES/GCM/NoPadding";
    static final int IV_BYTES = 12;
    static final int TAG_BITS = 128;

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
