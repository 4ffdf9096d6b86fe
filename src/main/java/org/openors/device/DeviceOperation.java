package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;
import org.openors.audit.AuditedRequest;
import org.openors.connector.ConnectorFailure;
import org.openors.connector.DeviceBusy;
import org.openors.connector.OverdueCalls;
import org.openors.database.LostRace;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.http.Shares;
import org.openors.identity.DeviceKey;

/**
 * Runs an operation on a device: its first transaction and, if that leaves a call of a remote connector to make, the call
 * without a transaction and the second one.
 */
@ApplicationScoped
public class DeviceOperation {

    private static final Logger LOG = System.getLogger(DeviceOperation.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    /** Each waits in a place of the node, and asks the database again and again. */
    static final int MOST_WAITING = 4;

    /** {@link Thread#sleep(Duration)} of later JDKs. */
    interface Sleep {
        void sleep(Duration pause) throws InterruptedException;
    }

    @Inject
    CallResults results;

    @Inject
    OverdueCalls overdue;

    @Inject
    AuditedRequest audited;

    private final Shares<DeviceKey> waiting = new Shares<>(MOST_WAITING);
    Sleep sleep = pause -> Thread.sleep(pause.toMillis());

    /**
     * Runs the operation to its end.
     *
     * @param first the first transaction; it is run again if it loses a race, or the device is busy
     * @throws Refusal as the first transaction or the connector says
     */
    public <T> T run(Supplier<Step<T>> first) {
        var step = begun(first);
        return step.call() == null ? step.result() : called(step.call());
    }

    private <T> Step<T> begun(Supplier<Step<T>> first) {
        try {
            return LostRace.retried(first);
        } catch (DeviceBusy busy) {
            return begunInTheEnd(first, busy);
        }
    }

    /**
     * Waits for an earlier call of the same device, on whatever node, so that the later pair is stored last. If {@link
     * #MOST_WAITING} wait for it on this node, it is refused at once.
     */
    private <T> Step<T> begunInTheEnd(Supplier<Step<T>> first, DeviceBusy busy) {
        try {
            if (!waiting.enter(busy.device())) {
                throw new Refusal(ErrorCode.CONNECTOR_UNAVAILABLE);
            }
            return waited(first, busy);
        } finally {
            waiting.leave(busy.device());
        }
    }

    private <T> Step<T> waited(Supplier<Step<T>> first, DeviceBusy found) {
        long begin = System.nanoTime();
        var busy = found;
        for (var pause = FIRST_PAUSE; System.nanoTime() - begin <= PATIENCE.toNanos(); pause = longer(pause)) {
            if (!isWaited(busy, pause)) {
                break;
            }
            try {
                return LostRace.retried(first);
            } catch (DeviceBusy still) {
                busy = still;
            }
        }
        throw new Refusal(ErrorCode.CONNECTOR_UNAVAILABLE);
    }

    private static Duration longer(Duration pause) {
        var longer = pause.multipliedBy(3).dividedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private boolean isWaited(DeviceBusy busy, Duration pause) {
        if (busy.isOverdue()) {
            overdue.close(busy.device());
        }
        try {
            sleep.sleep(pause);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** From here on the entry makes sure that there is one record, so the answer's own is left out. */
    private <T> T called(Step.Call<T> call) {
        audited.leaveItsRecord();
        var result = answer(call);
        try {
            return LostRace.retried(() -> results.store(call, result));
        } catch (RuntimeException failure) {
            record(call, failure instanceof Refusal refusal ? refusal.code() : ErrorCode.TEMPORARILY_UNAVAILABLE, true);
            throw failure;
        }
    }

    private <T> T answer(Step.Call<T> call) {
        try {
            return call.ask().get();
        } catch (ConnectorFailure failure) {
            record(call, failure.code(), failure.isOutcomeUnknown());
            throw failure;
        }
    }

    /** If it can't be recorded now, the entry stays, and any node closes it later. */
    private void record(Step.Call<?> call, ErrorCode code, boolean isOutcomeUnknown) {
        try {
            LostRace.retried(() -> {
                results.fail(call, code, isOutcomeUnknown);
                return null;
            });
        } catch (RuntimeException lost) {
            LOG.log(Level.WARNING, "the end of a connector's call is recorded later: " + call.entry(), lost);
        }
    }
}
