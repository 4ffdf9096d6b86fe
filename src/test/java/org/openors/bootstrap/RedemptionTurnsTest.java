package org.openors.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.figures.Figure;
import org.openors.figures.Figures;
import org.openors.figures.ReadFigures;

/** How much of a node the callers of deviceBootstrap get. */
class RedemptionTurnsTest {

    private static final int ONE = 1;
    private static final int OTHER = 2;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final RedemptionTurns turns = new RedemptionTurns();
    private final Figures figures = new Figures();

    @BeforeEach
    void offer() {
        turns.figures = figures;
        turns.offer(null);
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void oneAtATimeIsAtWorkForOneSlotAndOthersForOtherSlots() throws Exception {
        var first = turns.take(ONE);
        var second = waiting(ONE);
        turns.take(OTHER).run();
        assertThat(second).isNotDone();
        first.run();
        second.get(10, TimeUnit.SECONDS).run();
    }

    @Test
    void eightAreAtWorkAtOnceWhateverTheyNameAndOthersWait() throws Exception {
        var atWork = new ArrayList<Runnable>();
        IntStream.range(0, RedemptionTurns.AT_ONCE - 1).forEach(slot -> atWork.add(turns.take(slot)));
        atWork.add(turns.take());
        var waiting = waiting(100);
        assertThat(waiting).isNotDone();
        awaitInQueue(1);
        atWork.get(0).run();
        waiting.get(10, TimeUnit.SECONDS).run();
    }

    /** Those who wait for one slot hold none of the eight turns. */
    @Test
    void manyThatWaitForOneSlotKeepNobodyElseWaiting() throws Exception {
        var first = turns.take(ONE);
        var crowd = IntStream.range(0, 50)
                .mapToObj(i -> waiting(ONE).thenAccept(Runnable::run))
                .toList();
        awaitInQueue(50);
        turns.take(OTHER).run();
        first.run();
        for (var one : crowd) {
            one.get(10, TimeUnit.SECONDS);
        }
        assertThat(ReadFigures.value(figures, Figure.REDEMPTIONS_WAITING)).isZero();
        assertThat(ReadFigures.value(figures, Figure.TURNS_REFUSED)).isZero();
    }

    @Test
    void whoIsInterruptedIsTurnedAway() {
        var first = turns.take(ONE);
        Thread.currentThread().interrupt();
        assertTurnedAway(() -> turns.take(ONE));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ReadFigures.value(figures, Figure.TURNS_REFUSED)).isEqualTo(1);
        first.run();
        turns.take(ONE).run();
    }

    private static void assertTurnedAway(ThrowingCallable taking) {
        assertThatThrownBy(taking)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
    }

    private CompletableFuture<Runnable> waiting(int slot) {
        return CompletableFuture.supplyAsync(() -> turns.take(slot), callers);
    }

    private void awaitInQueue(int waiting) {
        while (ReadFigures.value(figures, Figure.REDEMPTIONS_WAITING) < waiting) {
            Thread.onSpinWait();
        }
    }
}
