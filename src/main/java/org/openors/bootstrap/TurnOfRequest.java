package org.openors.bootstrap;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.OptionalInt;

/** The turn that one request to {@code deviceBootstrap} has, see {@link RedemptionTurns}. It ends when the request ends, at the latest. */
@RequestScoped
public class TurnOfRequest {

    private static final Runnable NO_TURN = () -> {};

    @Inject
    RedemptionTurns turns;

    private Runnable end = NO_TURN;
    private OptionalInt slot = OptionalInt.empty();

    /**
     * Waits for the turn.
     *
     * @param slot that of the access ID; empty if the request names none
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#TEMPORARILY_UNAVAILABLE}
     */
    void take(OptionalInt slot) {
        end = slot.isPresent() ? turns.take(slot.getAsInt()) : turns.take();
        this.slot = slot;
    }

    /** That of the access ID; empty if there was no turn or the request names no access ID. */
    OptionalInt slot() {
        return slot;
    }

    /** Ends the turn; does nothing if there is none. */
    @PreDestroy
    void end() {
        end.run();
        end = NO_TURN;
    }
}
