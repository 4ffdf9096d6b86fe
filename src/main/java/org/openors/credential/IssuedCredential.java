package org.openors.credential;

import java.time.Instant;
import java.util.UUID;

/** A pair at the one moment when its OTP is known: it goes into the response and nowhere else. */
public record IssuedCredential(String accessId, UUID deviceId, String otp, Instant expiresAt) {

    /** Without the OTP. */
    @Override
    public String toString() {
        return "IssuedCredential[" + accessId + "]";
    }
}
