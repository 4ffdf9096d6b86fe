package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/**
 * Makes access IDs and OTPs with 5 bits of {@link SecureRandom} for each character, so that all characters are equally
 * likely.
 */
@ApplicationScoped
public class PairGenerator {

    public static final int ACCESS_ID_LENGTH = 6;
    public static final int OTP_LENGTH = 8;

    private final SecureRandom random = new SecureRandom();

    /** A new access ID. Only the database knows whether it is unique. */
    public String accessId() {
        return code(ACCESS_ID_LENGTH);
    }

    /** A new one-time password of 40 bits. */
    public String otp() {
        return code(OTP_LENGTH);
    }

    private String code(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        var code = new StringBuilder(length);
        for (byte b : bytes) {
            code.append(Crockford.ALPHABET.charAt(b & 31));
        }
        return code.toString();
    }
}
