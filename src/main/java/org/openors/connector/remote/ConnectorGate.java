package org.openors.connector.remote;

import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openors.connector.ConnectorFailure;
import org.openors.error.ErrorCode;

/**
 * The way to one connector in one mode: lets a fixed number of operations pass at once, none while its circuit breaker is open, and
 * waits for each no longer than the limit. Who waits in vain leaves a thread behind, which counts until it ends.
 * Checks have places of their own, so that they take none from staff.
 */
final class ConnectorGate {

    private static final int CHECKS = 2;

    private final ExecutorService executor;
    private final Duration limit;
    private final Bulkhead<Object> places;
    private final Bulkhead<Object> placesOfChecks = Bulkhead.builder(CHECKS).build();
    private final CircuitBreaker<Object> breaker;

    ConnectorGate(ConnectorLimits limits, ExecutorService executor) {
        this.executor = executor;
        this.limit = limits.total();
        this.places = Bulkhead.builder(limits.calls()).build();
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(limits.failures())
                .withDelay(limits.pause())
                .withSuccessThreshold(1)
                .build();
    }

    /** @throws ConnectorFailure {@link ErrorCode#CONNECTOR_UNAVAILABLE} at once or when the time is over, or what the work says */
    <T> T pass(CallUnderWay call, Callable<T> work) {
        if (!places.tryAcquirePermit()) {
            throw refused(1);
        }
        if (!breaker.tryAcquirePermit()) {
            places.releasePermit();
            throw refused(Math.max(1, breaker.getRemainingDelay().toSeconds()));
        }
        try {
            return await(
                    call,
                    () -> executor.submit(() -> entered(places, call, work))
                            .get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException noThread) {
            places.releasePermit();
            breaker.recordFailure();
            throw refused(1);
        }
    }

    /** Without the circuit breaker: whoever has repaired a connector wants to know at once. */
    void check(CallUnderWay call, Callable<?> work) throws ExecutionException, TimeoutException, InterruptedException {
        if (!placesOfChecks.tryAcquirePermit()) {
            throw new RejectedExecutionException();
        }
        try {
            executor.submit(() -> entered(placesOfChecks, call, work)).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException noThread) {
            placesOfChecks.releasePermit();
            throw noThread;
        }
    }

    private static <T> T entered(Bulkhead<Object> places, CallUnderWay call, Callable<T> work) throws Exception {
        call.enter();
        try {
            return work.call();
        } finally {
            CallUnderWay.leave();
            places.releasePermit();
        }
    }

    private <T> T await(CallUnderWay call, Waiting<T> result) {
        try {
            var done = result.get();
            breaker.recordSuccess();
            return done;
        } catch (ExecutionException failed) {
            throw counted(Outcome.of(failed.getCause(), call));
        } catch (TimeoutException over) {
            throw counted(Outcome.of(over, call));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw counted(Outcome.of(interrupted, call));
        }
    }

    /** Only what the connector itself is to blame for counts. */
    private ConnectorFailure counted(ConnectorFailure failure) {
        if (failure.code() == ErrorCode.CONNECTOR_UNAVAILABLE) {
            breaker.recordFailure();
        } else {
            breaker.recordSuccess();
        }
        return failure;
    }

    private static ConnectorFailure refused(long seconds) {
        return Outcome.unavailable(seconds, false);
    }

    private interface Waiting<T> {
        T get() throws ExecutionException, TimeoutException, InterruptedException;
    }
}
