package org.openors.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openors.credential.BootstrapCredential;
import org.openors.credential.NotGivenBack;
import org.openors.credential.PairAttempts;
import org.openors.error.ErrorCode;
import org.openors.error.Overload;
import org.openors.error.Refusal;

class AttemptReturnsTest {

    private static final Optional<BootstrapCredential> CHARGED = Optional.of(new BootstrapCredential() {});

    private final List<Runnable> later = new ArrayList<>();
    private final AttemptReturns returns = new AttemptReturns();
    private RuntimeException failure;
    private int givenBack;

    {
        returns.executor = fake(ManagedScheduledExecutorService.class, (proxy, method, arguments) -> {
            later.add((Runnable) arguments[0]);
            return null;
        });
        returns.attempts = new PairAttempts() {
            @Override
            public boolean giveBackUnlessRedeemed(BootstrapCredential pair) {
                if (failure != null) {
                    throw failure;
                }
                givenBack++;
                return true;
            }

            @Override
            public Optional<BootstrapCredential> giveBack(BootstrapCredential pair) {
                giveBackUnlessRedeemed(pair);
                return CHARGED;
            }
        };
    }

    @Test
    void workThatSucceedsGivesNothingBack() {
        assertThat(returns.orGivenBack(CHARGED, () -> "done")).isEqualTo("done");
        assertThat(givenBack).isZero();
    }

    @Test
    void workThatFailsGivesTheAttemptBackAndFails() {
        assertFails();
        assertThat(givenBack).isOne();
        assertThat(later).isEmpty();
    }

    @Test
    void anUnknownAccessIdHasNothingToGiveBack() {
        assertThatThrownBy(() -> returns.orGivenBack(Optional.empty(), AttemptReturnsTest::fails))
                .isInstanceOf(Refusal.class);
        assertThat(givenBack).isZero();
    }

    @Test
    void whileTheDatabaseIsAwayTheAttemptWaits() {
        failure = new NotGivenBack(new IllegalStateException("away"));
        assertFails();
        assertThatThrownBy(() -> later.remove(0).run()).isInstanceOf(NotGivenBack.class);
        failure = null;
        later.remove(0).run();
        assertThat(givenBack).isOne();
        assertThat(later).isEmpty();
    }

    /** To try at once would let the phone wait for the database twice. */
    @Test
    void afterALostConnectionThePhoneIsAnsweredFirst() {
        var lost = new IllegalStateException(new SQLException("timed out", "08006"));
        assertThatThrownBy(() -> returns.orGivenBack(CHARGED, () -> {
                    throw lost;
                }))
                .isSameAs(lost);
        assertThat(givenBack).isZero();
        later.remove(0).run();
        assertThat(givenBack).isOne();
    }

    /** The give-back needs a turn too. To await it at once would let the phone wait twice. */
    @Test
    void aRedemptionWithoutATurnIsAnsweredFirstAndTheAttemptWaitsForATurn() {
        var overload = new Overload();
        assertThatThrownBy(() -> returns.orGivenBack(CHARGED, () -> {
                    throw overload;
                }))
                .isSameAs(overload);
        assertThat(givenBack).isZero();
        failure = new Overload();
        assertThatThrownBy(() -> later.remove(0).run()).isSameAs(failure);
        assertIsGivenBackLater();
    }

    @Test
    void anAttemptThatGetsNoTurnToBeGivenBackWaits() {
        failure = new Overload();
        assertFails();
        assertIsGivenBackLater();
    }

    @Test
    void theAttemptOfAPairThatCanNotBeRedeemedWaitsToo() {
        for (var notNow : List.of(new Overload(), new NotGivenBack(new IllegalStateException("away")))) {
            failure = notNow;
            assertThatThrownBy(() -> returns.giveBack(CHARGED.orElseThrow())).isSameAs(notNow);
            assertIsGivenBackLater();
        }
    }

    private void assertIsGivenBackLater() {
        failure = null;
        int before = givenBack;
        assertThat(later).hasSize(1);
        later.remove(0).run();
        assertThat(givenBack).isEqualTo(before + 1);
        assertThat(later).isEmpty();
    }

    /** It may have been committed, and then a wrong OTP's attempt would be given back. */
    @Test
    void whatMayHaveBeenGivenBackIsNotTriedAgain() {
        failure = new IllegalStateException("no answer to the commit");
        assertFails();
        assertThat(later).isEmpty();
    }

    private void assertFails() {
        assertThatThrownBy(() -> returns.orGivenBack(CHARGED, AttemptReturnsTest::fails))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
    }

    private static String fails() {
        throw new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
    }
}
