package org.openors.bootstrap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.openors.audit.RefusalCounted;
import org.openors.credential.PairAttempts;
import org.openors.error.ErrorCode;

/**
 * Does the work of an audit record for a refusal that is only counted. A wrong OTP is always recorded, as it changes the pair. An
 * unknown access ID is only counted above the budget of records. Without this work its answer would come one transaction
 * earlier, and the time would show which access IDs exist (contract, section 7).
 */
@ApplicationScoped
public class EvenWork {

    private static final Logger LOG = System.getLogger(EvenWork.class.getName());

    @Inject
    TurnOfRequest turn;

    @Inject
    PairAttempts attempts;

    /** The refusal is counted already. If this work fails, nothing is missing. */
    void workInsteadOfARecord(@Observes RefusalCounted refusal) {
        if (refusal.code() != ErrorCode.INVALID_ACCESS_ID_OR_OTP) {
            return;
        }
        try {
            turn.slot().ifPresent(attempts::chargeNobody);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "the work in place of an audit record failed: " + failure);
        }
    }
}
