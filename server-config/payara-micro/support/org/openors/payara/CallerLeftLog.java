package org.openors.payara;

import java.io.IOException;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Keeps out of the log that a connection to a caller broke, or that a caller sent no HTTP: the server writes a stack trace of 6
 * to 30 KB each time. The application's line about the request stays.
 */
final class CallerLeftLog implements Filter {

    /** Held, because a logger that nobody holds loses its filter. */
    private static final List<Logger> WRITERS = Stream.of(
                    "org.glassfish.jersey.server.ServerRuntime$Responder",
                    "jakarta.enterprise.web",
                    "jakarta.enterprise.web.core",
                    "org.glassfish.grizzly.filterchain.DefaultFilterChain")
            .map(Logger::getLogger)
            .toList();

    private static final List<String> LEFT = List.of(
            "org.openors.http.CallerLeft",
            OpenApiAtRoot.TakenTooSlowly.class.getName(),
            "org.glassfish.grizzly.http.HttpBrokenContentException");

    private CallerLeftLog() {}

    static void install() {
        WRITERS.forEach(writer -> writer.setFilter(new CallerLeftLog()));
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        for (var cause = line.getThrown(); cause != null; cause = cause.getCause()) {
            if (LEFT.contains(cause.getClass().getName()) || isOfTheConnection(cause)) {
                return false;
            }
        }
        return !isWritten(line.getMessage());
    }

    /** Catalina puts the stack trace of an error page that can't be sent into the message. */
    private static boolean isWritten(String message) {
        return message != null
                && message.contains("rocessing ErrorPage")
                && message.contains("\tat org.glassfish.grizzly.");
    }

    private static boolean isOfTheConnection(Throwable failure) {
        return failure instanceof IOException
                && failure.getStackTrace().length > 0
                && failure.getStackTrace()[0].getClassName().startsWith("org.glassfish.grizzly.");
    }
}
