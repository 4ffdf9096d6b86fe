package org.openors.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openors.connector.DeviceBusy;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/** Requests that find their device busy. */
class DeviceOperationTest {

    private static final int TRIES = 12;

    private final DeviceOperation operation = new DeviceOperation();
    private final DeviceKey device = device();
    private final List<Duration> pauses = new ArrayList<>();
    private volatile boolean isBusy = true;

    @Test
    void thePausesBetweenTheTriesGrow() {
        operation.sleep = pause -> {
            pauses.add(pause);
            isBusy = pauses.size() < TRIES;
        };
        assertThat(operation.run(first(device))).isEqualTo("a pair");
        assertThat(pauses)
                .hasSize(TRIES)
                .startsWith(DeviceOperation.FIRST_PAUSE)
                .endsWith(DeviceOperation.LONGEST_PAUSE, DeviceOperation.LONGEST_PAUSE)
                .isSorted()
                .contains(Duration.ofMillis(75));
    }

    @Test
    @Timeout(60)
    void aFewWaitForADeviceAndAFurtherOneIsRefusedAtOnce() throws InterruptedException {
        var waiting = new CountDownLatch(DeviceOperation.MOST_WAITING);
        var end = new CountDownLatch(1);
        operation.sleep = pause -> {
            waiting.countDown();
            end.await();
        };
        var waiters = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < DeviceOperation.MOST_WAITING; i++) {
            waiters.add(CompletableFuture.supplyAsync(
                    () -> operation.run(first(device)), task -> new Thread(task).start()));
        }
        try {
            assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
            var refused = catchThrowableOfType(Refusal.class, () -> operation.run(first(device)));
            assertThat(refused.code()).isEqualTo(ErrorCode.CONNECTOR_UNAVAILABLE);
            operation.sleep = pause -> isBusy = false;
            assertThat(operation.run(first(device())))
                    .as("another device, which was busy too")
                    .isEqualTo("a pair");
        } finally {
            end.countDown();
        }
        assertThat(waiters).allSatisfy(waiter -> assertThat(waiter.join()).isEqualTo("a pair"));
        isBusy = true;
        assertThat(operation.run(first(device))).as("its place is free again").isEqualTo("a pair");
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() {
        operation.sleep = pause -> {
            throw new InterruptedException();
        };
        var refused = catchThrowableOfType(Refusal.class, () -> operation.run(first(device)));
        assertThat(refused.code()).isEqualTo(ErrorCode.CONNECTOR_UNAVAILABLE);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Supplier<Step<String>> first(DeviceKey key) {
        return () -> {
            if (isBusy) {
                throw new DeviceBusy(key, false);
            }
            return Step.done("a pair");
        };
    }

    private static DeviceKey device() {
        return new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.active), UUID.randomUUID());
    }
}
