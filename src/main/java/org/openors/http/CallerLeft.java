package org.openors.http;

import java.io.IOException;

/**
 * The connection to the caller broke, what came over it is not HTTP, or the caller takes its answer too slowly. It is not a
 * failure of the service.
 */
public final class CallerLeft extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean isReading;

    private CallerLeft(boolean isReading, IOException cause) {
        super(cause == null ? "The answer was not taken in time" : cause.toString(), cause);
        this.isReading = isReading;
    }

    static CallerLeft whileReading(IOException cause) {
        return new CallerLeft(true, cause);
    }

    static CallerLeft whileWriting(IOException cause) {
        return new CallerLeft(false, cause);
    }

    static CallerLeft asItIsTooSlow() {
        return new CallerLeft(false, null);
    }

    /** Whether the connection is still there, but its answer was not taken in time. */
    boolean isTooSlow() {
        return getCause() == null;
    }

    /** Whether the request could not be read. Otherwise its answer could not be written. */
    boolean isReading() {
        return isReading;
    }
}
