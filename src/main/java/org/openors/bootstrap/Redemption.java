package org.openors.bootstrap;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.openors.audit.AuditedRequest;
import org.openors.credential.BootstrapCredential;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.OtpCheck;
import org.openors.credential.PairAttempts;
import org.openors.database.LostRace;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * Redeems a pair in two transactions: the attempt is charged in the first, and stays charged whatever becomes of the second,
 * which connects the device. Between them, with none open, the OTP is hashed.
 */
@ApplicationScoped
public class Redemption {

    @EJB
    PairAttempts attempts;

    @Inject
    OtpCheck otpCheck;

    @EJB
    DeviceConnecting connecting;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    @Inject
    AuditedRequest audited;

    /**
     * Connects the device whose pair this is.
     *
     * @param accessId in its canonical form
     * @param otp as typed
     * @param idempotencyKey null if the phone sent none
     * @throws Refusal {@link ErrorCode#INVALID_ACCESS_ID_OR_OTP} if it is no live pair;
     *     {@link ErrorCode#DEVICE_ALREADY_BOOTSTRAPPED} if it was, but is used
     */
    public DeviceConnectionParams redeem(String accessId, String otp, String idempotencyKey) {
        var pair = LostRace.retried(() -> attempts.charge(accessId));
        pair.ifPresent(known -> audited.concernsDevice(known.device(), known.subjectId()));
        var tried = pair.filter(known -> known.maySeeTheOtp(policy.maxAttempts()));
        if (!otpCheck.isRight(otp, tried)) {
            tried.ifPresent(this::noteWrongOtp);
            throw refusal();
        }
        var right = tried.orElseThrow();
        return LostRace.retried(() -> connecting.connect(right, idempotencyKey)).orElseThrow(() -> unusable(right));
    }

    /** The one answer to whatever is wrong with a pair. */
    static Refusal refusal() {
        return new Refusal(ErrorCode.INVALID_ACCESS_ID_OR_OTP);
    }

    private void noteWrongOtp(BootstrapCredential pair) {
        var state = pair.state(clock.instant(), policy.maxAttempts());
        audited.changes(null, state.name());
    }

    /** Why the right pair can't be redeemed: its holder may know. */
    private Refusal unusable(BootstrapCredential pair) {
        return attempts.giveBack(pair).map(this::reason).orElseGet(Redemption::refusal);
    }

    private Refusal reason(BootstrapCredential pair) {
        return switch (pair.state(clock.instant(), policy.maxAttempts())) {
            case Bootstrapped -> new Refusal(ErrorCode.DEVICE_ALREADY_BOOTSTRAPPED);
            case Expired -> refusal().with("hint", "EXPIRED");
            default -> refusal();
        };
    }
}
