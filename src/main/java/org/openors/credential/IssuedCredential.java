package org.openors.credential;

import java.time.Instant;
import java.util.UUID;

/** A new pair with its OTP, which goes into the response and nowhere else. */
public record IssuedCredential(String accessId, UUID deviceId, String otp, Instant expiresAt) {

    /** Without the OTP. */
    @Override
    public String toString() {
        return "IssuedCredential[" + accessId + "]";
    }
}
