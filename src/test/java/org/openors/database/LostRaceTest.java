package org.openors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

class LostRaceTest {

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void aTransactionRunsUntilItLosesNoRace() {
        assertThat(LostRace.<String>retried(() -> {
                    if (runs.incrementAndGet() < 50) {
                        throw new LostRace("lost");
                    }
                    return "won";
                }))
                .isEqualTo("won");
        assertThat(runs).hasValue(50);
    }

    @Test
    void aTransactionThatAlwaysLosesIsGivenUp() {
        var refusal = catchThrowableOfType(
                Refusal.class,
                () -> LostRace.retried(() -> {
                    runs.incrementAndGet();
                    throw new LostRace("lost");
                }));
        assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThat(runs).hasValue(50);
    }

    /** Each attempt has waited for two seconds: fifty of them kept a caller for minutes. */
    @Test
    void oneThatWaitsForALockInVainIsGivenUpSoon() {
        var failure = new PersistenceException(new SQLTimeoutException("Timeout trying to lock table", "HYT00"));
        var refusal = catchThrowableOfType(
                Refusal.class,
                () -> LostRace.retried(() -> {
                    runs.incrementAndGet();
                    throw LostRace.ifConflict("the row is locked", failure);
                }));
        assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThat(runs).hasValue(3);
    }

    /** A redemption writes no key that another request could have written first. */
    @Test
    void aViolatedConstraintIsARaceOnlyWhereItCanBeOne() {
        var duplicate = new PersistenceException(new SQLException("duplicate", "23505"));
        assertThat(LostRace.ifConflict("taken", duplicate)).isInstanceOf(LostRace.class);
        assertThat(LostRace.ifRolledBack("locked", duplicate)).isSameAs(duplicate);
        var deadlock = new PersistenceException(new SQLException("deadlock", "40P01"));
        assertThat(LostRace.ifRolledBack("locked", deadlock)).isInstanceOf(LostRace.class);
    }

    @Test
    void anyOtherFailureIsNotTriedAgain() {
        assertThatThrownBy(() -> LostRace.retried(() -> {
                    runs.incrementAndGet();
                    throw new Refusal(ErrorCode.INVALID_DEVICE_ID);
                }))
                .isInstanceOf(Refusal.class);
        assertThat(runs).hasValue(1);
    }
}
