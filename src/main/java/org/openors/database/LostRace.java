package org.openors.database;

import jakarta.ejb.ApplicationException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.util.function.Supplier;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * Another transaction changed the same thing first: this one rolls back and is worth running again from its start.
 */
@ApplicationException(rollback = true)
public class LostRace extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int ATTEMPTS = 50;
    /** Fewer attempts: each one has already waited for the lock timeout of H2, two seconds. */
    private static final int ATTEMPTS_AT_A_LOCK = 3;

    public LostRace(String what) {
        super(what);
    }

    public LostRace(String what, Throwable cause) {
        super(what, cause);
    }

    /** A lost race if another transaction came first, else the failure itself: what the caller throws. */
    public static RuntimeException ifConflict(String what, PersistenceException failure) {
        return failure instanceof OptimisticLockException || SqlState.isConflict(failure)
                ? new LostRace(what, failure)
                : failure;
    }

    /** How often the transaction is run in all before it is given up. */
    public int attempts() {
        return SqlState.isLockTimeout(getCause()) ? ATTEMPTS_AT_A_LOCK : ATTEMPTS;
    }

    /**
     * Runs a whole transaction until it loses no race.
     *
     * @throws Refusal {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if it lost as often as the race allows
     */
    public static <T> T retried(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (LostRace lost) {
                if (attempt >= lost.attempts()) {
                    throw new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
                }
            }
        }
    }
}
