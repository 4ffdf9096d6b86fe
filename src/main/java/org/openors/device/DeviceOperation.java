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

/**
 * Runs an operation on a device: its first transaction and, if that leaves a call of a remote connector to make, the call
 * without a transaction and the second one.
 */
@ApplicationScoped
public class DeviceOperation {

    private static final Logger LOG = System.getLogger(DeviceOperation.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    @Inject
    CallResults results;

    @Inject
    OverdueCalls overdue;

    @Inject
    AuditedRequest audited;

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

    /** Waits for an earlier call of the same device, on whatever node, so that the later pair is stored last. */
    private <T> Step<T> begun(Supplier<Step<T>> first) {
        long begin = System.nanoTime();
        while (true) {
            try {
                return LostRace.retried(first);
            } catch (DeviceBusy busy) {
                if (System.nanoTime() - begin > PATIENCE.toNanos() || !isWaited(busy)) {
                    throw new Refusal(ErrorCode.CONNECTOR_UNAVAILABLE);
                }
            }
        }
    }

    private boolean isWaited(DeviceBusy busy) {
        busy.overdue().ifPresent(overdue::close);
        return pause();
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
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
