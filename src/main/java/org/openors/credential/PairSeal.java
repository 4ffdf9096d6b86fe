package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.openors.keys.KeyedHash;
import org.openors.keys.SecretKeys;

/**
 * Makes salts that seal what a pair is valid for: 16 random bytes, then HMAC-SHA256 over them and the {@link
 * PairContext}. The hash of the OTP covers the salt, so the hash covers the context too: nobody without the key can
 * move a pair to another access ID, subject or expiry, and nobody without the OTP can take the seal away. See ADR 25.
 */
@ApplicationScoped
public class PairSeal {

    private static final String SEAL = "pair seal";
    private static final int RANDOM_BYTES = 16;
    private static final int SEAL_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private SecretKeys keys;
    private EarlierPairs earlier;

    protected PairSeal() {}

    @Inject
    PairSeal(SecretKeys keys, EarlierPairs earlier) {
        this.keys = keys;
        this.earlier = earlier;
    }

    /** A new salt. */
    byte[] salt(String keyId, PairContext context) {
        var drawn = new byte[RANDOM_BYTES];
        random.nextBytes(drawn);
        return ByteBuffer.allocate(RANDOM_BYTES + SEAL_BYTES)
                .put(drawn)
                .put(seal(keyId, drawn, context))
                .array();
    }

    /** A salt that seals nothing. To stretch an OTP with it costs as much as with a real one. */
    static byte[] dummy() {
        return new byte[RANDOM_BYTES + SEAL_BYTES];
    }

    /**
     * Whether the pair, whose OTP was found right, is valid for the device, subject, access ID and expiry that its row
     * names. A pair of an earlier release has no seal: see {@link EarlierPairs}.
     */
    public boolean isIntact(BootstrapCredential pair) {
        var salt = pair.otp().salt();
        if (salt.length == RANDOM_BYTES) {
            return earlier.areAccepted();
        }
        var drawn = Arrays.copyOf(salt, RANDOM_BYTES);
        var sealed = Arrays.copyOfRange(salt, RANDOM_BYTES, salt.length);
        return MessageDigest.isEqual(seal(pair.otp().keyId(), drawn, pair.context()), sealed);
    }

    private byte[] seal(String keyId, byte[] drawn, PairContext context) {
        return KeyedHash.of(
                keys.requiredSubKey(keyId, SEAL),
                drawn,
                context.device().bytes(),
                KeyedHash.utf8(context.accessId()),
                context.subjectAndExpiry());
    }
}
