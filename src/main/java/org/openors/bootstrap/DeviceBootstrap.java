package org.openors.bootstrap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import org.openors.audit.AuditedRequest;
import org.openors.credential.BootstrapCredential;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.DeviceState;
import org.openors.credential.OtpCheck;
import org.openors.credential.PairAttempts;
import org.openors.credential.PairSeal;
import org.openors.database.LostRace;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.figures.Figure;
import org.openors.figures.Figures;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;

/**
 * Redeems a pair in two transactions. The first charges the attempt, which stays charged if the OTP is wrong or the
 * process ends. The second redeems; if it fails, the attempt of the right OTP is given back. The OTP is hashed between
 * them, when no transaction is open.
 */
@ApplicationScoped
public class DeviceBootstrap {

    private static final Logger LOG = System.getLogger(DeviceBootstrap.class.getName());

    @Inject
    PairAttempts attempts;

    @Inject
    AttemptReturns returns;

    @Inject
    OtpCheck otpCheck;

    @Inject
    PairSeal seal;

    @Inject
    RedemptionTransaction redemption;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    @Inject
    AuditedRequest audited;

    @Inject
    Figures figures;

    /**
     * Bootstraps the device of this pair.
     *
     * @param accessId in its canonical form
     * @param otp as typed
     * @param idempotencyKey null if the phone sent none
     * @param isPractice whether a practice phone asks: then a pair of the mode {@code active} is refused and stays unused
     * @throws Refusal {@link ErrorCode#INVALID_ACCESS_ID_OR_OTP} if the pair is wrong or can no longer be redeemed,
     *     {@link ErrorCode#DEVICE_ALREADY_BOOTSTRAPPED} if the pair is right, but was redeemed before
     */
    public DeviceConnectionParams bootstrap(String accessId, String otp, String idempotencyKey, boolean isPractice) {
        var pair = LostRace.retried(() -> attempts.charge(accessId));
        pair.ifPresent(known -> audited.nameDevice(known.device(), known.subjectId()));
        var tried = pair.filter(known -> known.isAttemptAllowed(policy.maxAttempts()));
        if (!returns.orGivenBack(tried, () -> isRight(otp, tried))) {
            tried.ifPresent(this::noteWrongOtp);
            throw refusal();
        }
        var right = tried.orElseThrow();
        boolean staysUnused = isPractice && right.device().study().mode() == Mode.active;
        return returns.orGivenBack(
                        tried,
                        () -> staysUnused ? Optional.<DeviceConnectionParams>empty() : redeemed(right, idempotencyKey))
                .orElseThrow(() -> unusable(right));
    }

    /** The refusal for every fault of a pair. */
    static Refusal refusal() {
        return new Refusal(ErrorCode.INVALID_ACCESS_ID_OR_OTP);
    }

    private boolean isRight(String otp, Optional<BootstrapCredential> tried) {
        if (tried.isPresent() && !otpCheck.isPossible(tried.get())) {
            LOG.log(Level.ERROR, "the key file lacks the key of a pair" + of(tried.get()));
            throw refusal();
        }
        return otpCheck.isRight(otp, tried);
    }

    private Optional<DeviceConnectionParams> redeemed(BootstrapCredential right, String idempotencyKey) {
        if (!seal.isIntact(right)) {
            LOG.log(Level.ERROR, "a pair was altered in the database, or is of an earlier release" + of(right));
            audited.noteStates(null, "Altered");
            return Optional.empty();
        }
        return LostRace.retried(() -> redemption.redeem(right, idempotencyKey));
    }

    private static String of(BootstrapCredential pair) {
        var device = pair.device();
        return " study=" + Identifier.format(device.study().studyId()) + " mode="
                + device.study().mode() + " inventoryId=" + Identifier.format(device.inventoryId());
    }

    private void noteWrongOtp(BootstrapCredential pair) {
        var state = pair.state(clock.instant(), policy.maxAttempts());
        audited.noteStates(null, state.name());
        if (state == DeviceState.Locked) {
            figures.count(Figure.LOCKOUTS);
        }
    }

    /** Why the right pair cannot be redeemed. Only its holder learns this. */
    private Refusal unusable(BootstrapCredential pair) {
        return returns.giveBack(pair).map(this::reason).orElseGet(DeviceBootstrap::refusal);
    }

    private Refusal reason(BootstrapCredential pair) {
        return switch (pair.state(clock.instant(), policy.maxAttempts())) {
            case Bootstrapped -> new Refusal(ErrorCode.DEVICE_ALREADY_BOOTSTRAPPED);
            case Expired -> refusal().with("hint", "EXPIRED");
            default -> refusal();
        };
    }
}
