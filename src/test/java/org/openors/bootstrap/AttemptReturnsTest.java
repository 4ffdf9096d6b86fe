package org.openors.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.sql.SQLException;
import java.time.Clock;
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

    /** What the server's threads were asked to do. */
    private final List<Runnable> tasks = new ArrayList<>();

    private final AttemptReturns returns = new AttemptReturns();
    private RuntimeException failure;
    /** The pair whose attempt can't be given back. */
    private BootstrapCredential stillFails;

    private int tried;
    private int givenBack;

    {
        returns.executor = fake(ManagedScheduledExecutorService.class, (proxy, method, arguments) -> {
            tasks.add((Runnable) arguments[0]);
            return null;
        });
        returns.clock = Clock.systemUTC();
        returns.attempts = new PairAttempts() {
            @Override
            public boolean giveBackUnlessRedeemed(BootstrapCredential pair) {
                tried++;
                if (failure != null) {
                    throw failure;
                }
                if (pair == stillFails) {
                    throw new NotGivenBack(new IllegalStateException("its row is locked"));
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
        returns.start();
    }

    /** What all threads do after the pause. */
    private void pass() {
        List.copyOf(tasks).forEach(Runnable::run);
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
        pass();
        assertThat(givenBack).isOne();
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
        pass();
        assertThat(givenBack).isZero();
        assertIsGivenBackLater();
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
        assertIsGivenBackLater();
    }

    /** The row of the pair is locked for long, for example by an import. */
    @Test
    void afterAWaitForALockInVainThePhoneIsAnsweredFirst() {
        var refusal = new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThatThrownBy(() -> returns.orGivenBack(CHARGED, () -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThat(givenBack).isZero();
        assertIsGivenBackLater();
    }

    /** Each would wait for a turn or the database, and the threads are those of sealing, checkpoints and watches too. */
    @Test
    void howeverManyWaitTheyHoldOneThread() {
        failure = new Overload();
        for (int i = 0; i < 100; i++) {
            assertFails();
        }
        assertThat(tasks).hasSize(1);
        tried = 0;
        pass();
        assertThat(tried).isOne();
        failure = null;
        pass();
        assertThat(givenBack).isEqualTo(100);
    }

    /** Its row may be locked for long. */
    @Test
    void oneThatCanNotBeGivenBackHoldsUpNoOther() {
        var locked = new BootstrapCredential() {};
        failure = new Overload();
        assertThatThrownBy(() -> returns.giveBack(locked)).isSameAs(failure);
        assertFails();
        failure = null;
        stillFails = locked;
        pass();
        assertThat(givenBack).isOne();
        stillFails = null;
        assertIsGivenBackLater();
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
        pass();
        assertThat(givenBack).isZero();
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
        pass();
        assertThat(givenBack).isEqualTo(before + 1);
        pass();
        assertThat(givenBack).isEqualTo(before + 1);
    }

    /** It may have been committed, and then a wrong OTP's attempt would be given back. */
    @Test
    void whatMayHaveBeenGivenBackIsNotTriedAgain() {
        failure = new IllegalStateException("no answer to the commit");
        assertFails();
        failure = null;
        pass();
        assertThat(givenBack).isZero();
    }

    private void assertFails() {
        assertThatThrownBy(() -> returns.orGivenBack(CHARGED, AttemptReturnsTest::fails))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INTERNAL_ERROR));
    }

    private static String fails() {
        throw new Refusal(ErrorCode.INTERNAL_ERROR);
    }
}
