package org.openors.credential;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Arrays;

/** The stored form of an OTP: its hash, and what is needed to check a typed OTP against it. */
@Embeddable
public class HashedOtp {

    /** The most that ASVS 5.0 asks for; it takes about half a second. */
    private static final int MOST_ITERATIONS = 600_000;

    @Column(name = "key_id")
    private String keyId;

    /** 16 random bytes and the seal (see {@link PairSeal}); the random bytes alone if an earlier release issued the pair. */
    private byte[] salt;

    private int iterations;

    @Column(name = "otp_hash")
    private byte[] hash;

    protected HashedOtp() {}

    HashedOtp(String keyId, byte[] salt, int iterations, byte[] hash) {
        this.keyId = keyId;
        this.salt = salt.clone();
        this.iterations = iterations;
        this.hash = hash.clone();
    }

    /** Whether an OTP can be checked against it, in a bounded time. What a row holds may be from anybody. */
    boolean isUsable() {
        return keyId != null
                && hash != null
                && salt != null
                && salt.length > 0
                && iterations > 0
                && iterations <= MOST_ITERATIONS;
    }

    String keyId() {
        return keyId;
    }

    byte[] salt() {
        return salt;
    }

    int iterations() {
        return iterations;
    }

    byte[] hash() {
        return Arrays.copyOf(hash, hash.length);
    }
}
