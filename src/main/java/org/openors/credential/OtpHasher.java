package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.openors.identity.DeviceKey;
import org.openors.keys.KeyedHash;
import org.openors.keys.SecretKeys;

/**
 * Hashes OTPs and checks them: {@code HMAC-SHA256(pepper, device, PBKDF2-HMAC-SHA256(otp, salt, 1000))}. The salt has 16
 * random bytes, and seals the access ID and the expiry: see {@link PairSeal}. The iteration count is below ASVS's 600,000 on purpose: the OTP is random, its hash needs the pepper, and it
 * lives at most a day.
 */
@ApplicationScoped
public class OtpHasher {

    private static final String PEPPER = "otp pepper";
    private static final int ITERATIONS = 1_000;
    private static final int HASH_BITS = 256;

    private SecretKeys keys;
    private PairSeal seal;

    protected OtpHasher() {}

    @Inject
    OtpHasher(SecretKeys keys, PairSeal seal) {
        this.keys = keys;
        this.seal = seal;
    }

    /** Hashes a canonical OTP with a new salt and the newest key. It is valid in this context only. */
    HashedOtp hash(String otp, PairContext context) {
        var keyId = keys.newestId();
        var salt = seal.salt(keyId, context);
        var pepper = keys.requiredSubKey(keyId, PEPPER);
        return new HashedOtp(keyId, salt, ITERATIONS, hash(pepper, context.device(), otp, salt, ITERATIONS));
    }

    /** Whether the key file has the key of this hash. If not, no OTP matches it. */
    boolean hasKeyOf(HashedOtp kept) {
        return keys.subKey(kept.keyId(), PEPPER).isPresent();
    }

    /** Whether this canonical OTP is the one that was hashed for this device; compared in constant time. */
    public boolean matches(String otp, HashedOtp kept, DeviceKey device) {
        return keys.subKey(kept.keyId(), PEPPER)
                .map(pepper -> hash(pepper, device, otp, kept.salt(), kept.iterations()))
                .filter(hash -> MessageDigest.isEqual(hash, kept.hash()))
                .isPresent();
    }

    /**
     * A dummy hash. Checking it costs as much as checking a real one, so the time does not tell whether an access ID exists.
     */
    HashedOtp dummy() {
        return new HashedOtp(keys.newestId(), PairSeal.dummy(), ITERATIONS, new byte[HASH_BITS / 8]);
    }

    private static byte[] hash(byte[] pepper, DeviceKey device, String otp, byte[] salt, int iterations) {
        return KeyedHash.of(pepper, device.bytes(), stretched(otp, salt, iterations));
    }

    private static byte[] stretched(String otp, byte[] salt, int iterations) {
        var spec = new PBEKeySpec(otp.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java 17 platform has PBKDF2WithHmacSHA256", missing);
        } finally {
            spec.clearPassword();
        }
    }
}
