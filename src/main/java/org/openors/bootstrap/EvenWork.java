package org.openors.bootstrap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.openors.audit.RefusalCounted;
import org.openors.credential.PairAttempts;
import org.openors.error.ErrorCode;

/**
 * Makes a refusal that is only counted as much work for the database as one that is recorded. A wrong OTP of a pair is always recorded,
 * as it changes the pair. An unknown access ID is only counted above the budget of records. Without this it would be answered
 * one transaction earlier there, and the time would show which access IDs exist (contract, section 7: same timing).
 */
@ApplicationScoped
public class EvenWork {

    @Inject
    TurnOfRequest turn;

    @Inject
    PairAttempts attempts;

    void workInsteadOfARecord(@Observes RefusalCounted refusal) {
        if (refusal.code() == ErrorCode.INVALID_ACCESS_ID_OR_OTP) {
            turn.slot().ifPresent(attempts::chargeNobody);
        }
    }
}
