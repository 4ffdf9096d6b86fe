package org.openors.connector.remote;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openors.connector.ConnectorFailure;
import org.openors.figures.Figure;
import org.openors.figures.Figures;

/** Counts each operation at a remote connector by its outcome, {@code OK} or the error code, and how long it took. */
record CallCounting(Figures figures) {

    private static final String SUCCESS = "OK";
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    <T> T counted(Supplier<T> operation) {
        long begin = System.nanoTime();
        try {
            var done = operation.get();
            count(SUCCESS, begin);
            return done;
        } catch (ConnectorFailure failure) {
            count(failure.code().code(), begin);
            throw failure;
        }
    }

    private void count(String outcome, long begin) {
        figures.count(Figure.CONNECTOR_CALLS, outcome);
        figures.count(Figure.CONNECTOR_SECONDS, (System.nanoTime() - begin) / NANOS, outcome);
    }
}
