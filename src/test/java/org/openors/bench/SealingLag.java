package org.openors.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks twice a second how long the oldest committed audit record has been waiting for its seal. */
final class SealingLag implements AutoCloseable {

    private static final String OLDEST =
            "SELECT COALESCE(MAX(EXTRACT(EPOCH FROM clock_timestamp() - r.occurred_at)), 0)"
                    + " FROM audit_unsealed u JOIN audit_record r ON r.id = u.record_id";
    private static final int PERIOD_MILLIS = 500;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final BenchDatabase database;
    private final Future<?> looking;
    private volatile double longestSeconds;

    SealingLag(BenchDatabase database) {
        this.database = database;
        looking = clock.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try (var connection = database.connect();
                var oldest = connection.createStatement();
                var row = oldest.executeQuery(OLDEST)) {
            row.next();
            longestSeconds = Math.max(longestSeconds, row.getDouble(1));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The longest wait seen. */
    Duration longest() {
        if (looking.isDone()) {
            throw new IllegalStateException("the look at the database failed");
        }
        return Duration.ofMillis(Math.round(longestSeconds * 1_000));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
