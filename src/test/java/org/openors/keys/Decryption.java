package org.openors.keys;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Decrypts what {@link Encryption} wrote. The service itself does not decrypt yet. */
public final class Decryption {

    private Decryption() {}

    /** @throws IllegalStateException if it was not encrypted with one of these keys, for this context, or was changed since */
    public static String decrypt(SecretKeys keys, String encrypted, String context) {
        try {
            int colon = encrypted.indexOf(':');
            var key = keys.requiredSubKey(encrypted.substring(0, colon), Encryption.LABEL);
            var both = ByteBuffer.wrap(Base64.getDecoder().decode(encrypted.substring(colon + 1)));
            var iv = new byte[Encryption.IV_BYTES];
            both.get(iv);
            var sealed = new byte[both.remaining()];
            both.get(sealed);
            var cipher = Cipher.getInstance(Encryption.CIPHER);
            cipher.init(
                    Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(Encryption.TAG_BITS, iv));
            cipher.updateAAD(KeyedHash.utf8(context));
            return new String(cipher.doFinal(sealed), StandardCharsets.UTF_8);
        } catch (IndexOutOfBoundsException
                | BufferUnderflowException
                | IllegalArgumentException
                | ProviderException
                | GeneralSecurityException malformed) {
            throw new IllegalStateException("the encrypted text can't be used", malformed);
        }
    }
}
