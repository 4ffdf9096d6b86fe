package org.openors.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openors.audit.RefusalCounted;
import org.openors.credential.PairAttempts;
import org.openors.error.ErrorCode;

class EvenWorkTest {

    private static final int SLOT = 17;
    private static final RefusalCounted WRONG_PAIR = new RefusalCounted(ErrorCode.INVALID_ACCESS_ID_OR_OTP);

    private final List<Integer> charged = new ArrayList<>();
    private final EvenWork even = new EvenWork();
    private boolean isDatabaseAway;

    {
        even.turn = new TurnOfRequest();
        even.turn.turns = new RedemptionTurns();
        even.attempts = new PairAttempts() {
            @Override
            public void chargeNobody(int slot) {
                charged.add(slot);
                if (isDatabaseAway) {
                    throw new IllegalStateException("the database is away");
                }
            }
        };
    }

    @Test
    void aWrongPairThatIsOnlyCountedIsAsMuchWorkAsOneThatIsRecorded() {
        even.turn.take(OptionalInt.of(SLOT));
        even.workInsteadOfARecord(WRONG_PAIR);
        assertThat(charged).containsExactly(SLOT);
    }

    @Test
    void aFailureOfTheWorkFailsNothing() {
        isDatabaseAway = true;
        even.turn.take(OptionalInt.of(SLOT));
        assertThatCode(() -> even.workInsteadOfARecord(WRONG_PAIR)).doesNotThrowAnyException();
        assertThat(charged).containsExactly(SLOT);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INVALID_ACCESS_ID_OR_OTP")
    void anyOtherRefusalThatIsCountedCostsNoTransaction(ErrorCode code) {
        even.turn.take(OptionalInt.of(SLOT));
        even.workInsteadOfARecord(new RefusalCounted(code));
        assertThat(charged).isEmpty();
    }

    /** Its form alone says that no pair has it. */
    @Test
    void aRefusalWithoutAnAccessIdCostsNoTransaction() {
        even.turn.take(OptionalInt.empty());
        even.workInsteadOfARecord(WRONG_PAIR);
        assertThat(charged).isEmpty();
    }
}
