package org.openors.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts settings' secrets at rest: AES-256-GCM (NIST SP 800-38D), as {@code keyId:base64(iv, ciphertext, tag)}. */
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

    /** Encrypts under the newest key; the context must be the same when it is decrypted. */
    public String encrypt(String secret, String context) {
        var iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        var keyId = keys.newestId();
        var sealed = run(Cipher.ENCRYPT_MODE, keys.requiredSubKey(keyId, LABEL), iv, context, KeyedHash.utf8(secret));
        var both = ByteBuffer.allocate(iv.length + sealed.length)
                .put(iv)
                .put(sealed)
                .array();
        return keyId + ":" + Base64.getEncoder().encodeToString(both);
    }

    /** @throws IllegalStateException if it was not encrypted here, for this context, by a key that is still known */
    public String decrypt(String encrypted, String context) {
        try {
            int colon = encrypted.indexOf(':');
            var key = keys.requiredSubKey(encrypted.substring(0, colon), LABEL);
            var both = ByteBuffer.wrap(Base64.getDecoder().decode(encrypted.substring(colon + 1)));
            var iv = new byte[IV_BYTES];
            both.get(iv);
            var sealed = new byte[both.remaining()];
            both.get(sealed);
            return new String(run(Cipher.DECRYPT_MODE, key, iv, context, sealed), StandardCharsets.UTF_8);
        } catch (IndexOutOfBoundsException
                | BufferUnderflowException
                | IllegalArgumentException
                | ProviderException malformed) {
            throw new IllegalStateException("what is encrypted can't be used", malformed);
        }
    }

    private static byte[] run(int mode, byte[] key, byte[] iv, String context, byte[] text) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(KeyedHash.utf8(context));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("what is encrypted can't be used", failure);
        }
    }
}
