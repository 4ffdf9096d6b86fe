package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Says whether a typed OTP is a pair's; takes as long if there is no pair, or if the OTP can't be any. */
@ApplicationScoped
public class OtpCheck {

    private static final String ANY_OTP = "00000000";

    @Inject
    OtpHasher hasher;

    /** @param otp as typed */
    public boolean isRight(String otp, Optional<BootstrapCredential> pair) {
        var canonical = Crockford.canonical(otp, PairGenerator.OTP_LENGTH);
        if (canonical.isEmpty() || pair.isEmpty()) {
            hasher.matchNothing(canonical.orElse(ANY_OTP));
            return false;
        }
        return hasher.matches(canonical.get(), pair.get().otp(), pair.get().device());
    }
}
