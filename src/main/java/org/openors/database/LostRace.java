package org.openors.database;

import jakarta.ejb.ApplicationException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.util.function.Supplier;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * Another transaction changed the same rows first, or a prepared statement was of no use any more. This transaction rolls back and
 * can be run again from its start.
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

    /** The exception to throw: a lost race if {@link SqlState#isConflict} says so, else the failure itself. */
    public static RuntimeException ifConflict(String what, PersistenceException failure) {
        return failure instanceof OptimisticLockException || SqlState.isConflict(failure)
                ? new LostRace(what, failure)
                : failure;
    }

    /** As {@link #ifConflict}, for changes that can't lose a race at a constraint: a violated one is a failure. */
    public static RuntimeException ifRolledBack(String what, PersistenceException failure) {
        return SqlState.isRolledBack(failure) ? new LostRace(what, failure) : failure;
    }

    /** How often the transaction is run in all, the first time included. */
    public int attempts() {
        return SqlState.isLockTimeout(getCause()) ? ATTEMPTS_AT_A_LOCK : ATTEMPTS;
    }

    /**
     * Runs a whole transaction, and again if it loses a race.
     *
     * @throws Refusal {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if it lost {@link #attempts} times
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
