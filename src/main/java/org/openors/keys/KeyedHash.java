package org.openors.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104, FIPS 180-4) over a list of parts. */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private KeyedHash() {}

    /**
     * 32 bytes. The length of each part is hashed before it, so that no two lists of parts are hashed as the same
     * bytes.
     */
    public static byte[] of(byte[] key, byte[]... parts) {
        try {
            var mac = javax.crypto.Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (var part : parts) {
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
