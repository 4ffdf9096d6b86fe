package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** Makes access IDs and OTPs: 5 bits of {@link SecureRandom} a character, so no character is likelier than another. */
@ApplicationScoped
public class PairGenerator {

    public static final int ACCESS_ID_LENGTH = 6;
    public static final int OTP_LENGTH = 8;

    private final SecureRandom random = new SecureRandom();

    /** A new access ID; that it is unique only the database can say. */
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
