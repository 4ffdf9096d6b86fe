package org.openors.bootstrap;

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
 * Redeems a pair in two transactions. The first charges the attempt, which stays charged if the second fails. The
 * second redeems. The OTP is hashed between them, when no transaction is open.
 */
@ApplicationScoped
public class DeviceBootstrap {

    @Inject
    PairAttempts attempts;

    @Inject
    OtpCheck otpCheck;

    @Inject
    RedemptionTransaction redemption;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    @Inject
    AuditedRequest audited;

    /**
     * Bootstraps the device of this pair.
     *
     * @param accessId in its canonical form
     * @param otp as typed
     * @param idempotencyKey null if the phone sent none
     * @throws Refusal {@link ErrorCode#INVALID_ACCESS_ID_OR_OTP} if the pair is wrong or can no longer be redeemed,
     *     {@link ErrorCode#DEVICE_ALREADY_BOOTSTRAPPED} if the pair is right, but was redeemed before
     */
    public DeviceConnectionParams bootstrap(String accessId, String otp, String idempotencyKey) {
        var pair = LostRace.retried(() -> attempts.charge(accessId));
        pair.ifPresent(known -> audited.nameDevice(known.device(), known.subjectId()));
        var tried = pair.filter(known -> known.isAttemptAllowed(policy.maxAttempts()));
        if (!otpCheck.isRight(otp, tried)) {
            tried.ifPresent(this::noteWrongOtp);
            throw refusal();
        }
        var right = tried.orElseThrow();
        return LostRace.retried(() -> redemption.redeem(right, idempotencyKey)).orElseThrow(() -> unusable(right));
    }

    /** The refusal for every fault of a pair. */
    static Refusal refusal() {
        return new Refusal(ErrorCode.INVALID_ACCESS_ID_OR_OTP);
    }

    private void noteWrongOtp(BootstrapCredential pair) {
        var state = pair.state(clock.instant(), policy.maxAttempts());
        audited.noteStates(null, state.name());
    }

    /** Why the right pair cannot be redeemed. Only its holder learns this. */
    private Refusal unusable(BootstrapCredential pair) {
        return attempts.giveBack(pair).map(this::reason).orElseGet(DeviceBootstrap::refusal);
    }

    private Refusal reason(BootstrapCredential pair) {
        return switch (pair.state(clock.instant(), policy.maxAttempts())) {
            case Bootstrapped -> new Refusal(ErrorCode.DEVICE_ALREADY_BOOTSTRAPPED);
            case Expired -> refusal().with("hint", "EXPIRED");
            default -> refusal();
        };
    }
}
