package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.openors.identity.DeviceKey;
import org.openors.keys.KeyedHash;
import org.openors.keys.SecretKeys;

/**
 * Hashes OTPs and checks them: {@code HMAC-SHA256(pepper, context, PBKDF2-HMAC-SHA256(otp, salt, 1000))} with 16 bytes
 * of salt. The iteration count is below ASVS's 600,000 on purpose: the OTP is random, its hash needs the pepper, and it
 * lives at most a day.
 */
@ApplicationScoped
public class OtpHasher {

    private static final String PEPPER = "otp pepper";
    private static final int ITERATIONS = 1_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private final SecureRandom random = new SecureRandom();
    private SecretKeys keys;

    protected OtpHasher() {}

    @Inject
    public OtpHasher(SecretKeys keys) {
        this.keys = keys;
    }

    /** Hashes a canonical OTP for one device with a new salt and the newest key. */
    public HashedOtp hash(String otp, DeviceKey device) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var keyId = keys.newestId();
        var pepper = keys.requiredSubKey(keyId, PEPPER);
        return new HashedOtp(keyId, salt, ITERATIONS, hash(pepper, device, otp, salt, ITERATIONS));
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
        return new HashedOtp(keys.newestId(), new byte[SALT_BYTES], ITERATIONS, new byte[HASH_BITS / 8]);
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
