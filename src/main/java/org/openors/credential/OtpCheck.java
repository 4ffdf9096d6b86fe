package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.openors.identity.DeviceKey;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/** Checks a typed OTP. It takes equally long if there is no pair, or if the text cannot be an OTP. */
@ApplicationScoped
public class OtpCheck {

    private static final String ANY_OTP = "00000000";
    private static final DeviceKey NO_DEVICE =
            new DeviceKey(new StudyMode(Identifier.UNKNOWN, Mode.test), Identifier.UNKNOWN);

    @Inject
    OtpHasher hasher;

    /** Whether the OTP of this pair can be checked at all: the key file may have lost the key of its hash. */
    public boolean isPossible(BootstrapCredential pair) {
        return hasher.hasKeyOf(pair.otp());
    }

    /**
     * False also for a pair that was altered so that no OTP can be checked.
     *
     * @param otp as typed
     */
    public boolean isRight(String otp, Optional<BootstrapCredential> pair) {
        var canonical = Crockford.canonical(otp, PairGenerator.OTP_LENGTH);
        var kept =
                pair.map(BootstrapCredential::otp).filter(HashedOtp::isUsable).orElseGet(hasher::dummy);
        var device = pair.map(BootstrapCredential::device).orElse(NO_DEVICE);
        return hasher.matches(canonical.orElse(ANY_OTP), kept, device) && canonical.isPresent() && pair.isPresent();
    }
}
