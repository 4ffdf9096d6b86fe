package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;

/** Says whether a typed OTP is a pair's; takes as long if there is no pair, or if the OTP can't be any. */
@ApplicationScoped
public class OtpCheck {

    private static final String ANY_OTP = "00000000";
    private static final DeviceKey NO_DEVICE = new DeviceKey(new UUID(0, 0), Mode.test, new UUID(0, 0));

    @Inject
    OtpHasher hasher;

    /** @param otp as typed */
    public boolean isRight(String otp, Optional<BootstrapCredential> pair) {
        var canonical = Crockford.canonical(otp, PairGenerator.OTP_LENGTH);
        var kept = pair.map(BootstrapCredential::otp).orElseGet(hasher::ofNobody);
        var device = pair.map(BootstrapCredential::device).orElse(NO_DEVICE);
        return hasher.matches(canonical.orElse(ANY_OTP), kept, device) && canonical.isPresent() && pair.isPresent();
    }
}
