package org.openors.bootstrap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openors.credential.AccessIdSlots;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.figures.Figure;
import org.openors.figures.Figures;

/**
 * The turns of the requests to {@code deviceBootstrap}, whose callers may be strangers: {@link #AT_ONCE} at once use the
 * database, and one for each access ID. The others wait without a connection, at most {@link #PATIENCE}. {@link
 * org.openors.http.RequestsInFlight} limits how many can wait. See ADR 5.
 */
@ApplicationScoped
public class RedemptionTurns {

    /** Of the 32 connections of a node ({@code post-boot.asadmin}). */
    static final int AT_ONCE = 8;

    /** Long enough for all phones that a node lets in at one access ID, on a slow disk: they get 400, and not 503. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Semaphore atWork = new Semaphore(AT_ONCE, true);
    private final List<Semaphore> slots = Stream.generate(() -> new Semaphore(1, true))
            .limit(AccessIdSlots.COUNT)
            .toList();

    @Inject
    Figures figures;

    /** At the start of the application, so that the figure is there before the first redemption. */
    void offer(@Observes @Initialized(ApplicationScoped.class) Object start) {
        figures.gauge(Figure.REDEMPTIONS_WAITING, this::waiting);
    }

    /** Waits for a turn of a request that names no access ID. */
    Runnable take() {
        return take(List.of(atWork));
    }

    /**
     * Waits for a turn of a request for one access ID. Requests for one slot have their turns one after the other, whether their
     * access IDs are known or not. So the wait does not tell whether one is known.
     *
     * @return what ends the turn, to be run once
     * @throws Refusal {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if it waited for too long
     */
    Runnable take(int slot) {
        return take(List.of(slots.get(slot), atWork));
    }

    /** About how many wait. */
    private int waiting() {
        return Stream.concat(slots.stream(), Stream.of(atWork))
                .mapToInt(Semaphore::getQueueLength)
                .sum();
    }

    private Runnable take(List<Semaphore> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int taken = 0; taken < wanted.size(); taken++) {
            var next = wanted.get(taken);
            if (!acquired(next, end)) {
                release(wanted.subList(0, taken));
                figures.count(Figure.TURNS_REFUSED);
                throw new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
            }
        }
        return () -> release(wanted);
    }

    private static boolean acquired(Semaphore semaphore, long end) {
        try {
            return semaphore.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void release(List<Semaphore> taken) {
        taken.forEach(Semaphore::release);
    }
}
