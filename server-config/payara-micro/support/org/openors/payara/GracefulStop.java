package org.openors.payara;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;
import sun.misc.Signal;

/**
 * Lets the requests in flight finish before SIGTERM or SIGINT ends the process. After the signal the application refuses new
 * requests (see {@code org.openors.http.RequestsInFlight}). Payara Micro alone would cut off requests that take longer than
 * two seconds, and answer 404 while it takes the application down.
 *
 * <p>The process then ends at once, without the server's own shutdown: everything that must be kept is in the database. A
 * second signal ends the process without waiting. See {@code src/docs/adr/0008}.
 */
final class GracefulStop {

    private static final String STOPPING = "org.openors.stopping";
    private static final String REQUESTS = "org.openors:type=Requests";
    /** The longest time that a statement may take ({@code post-boot.asadmin}). */
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** The time for the last bytes of an answer: they leave after its request is counted as finished. */
    private static final Duration LAST_BYTES = Duration.ofMillis(200);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int FIRST_SIGNAL_EXIT_CODE = 128;

    /** The exit code after SIGUSR1, which {@code start} sends if the application could not be deployed. */
    private static final int NOT_STARTED = 1;

    private GracefulStop() {}

    static void prepare() {
        Signal.handle(new Signal("TERM"), GracefulStop::stop);
        Signal.handle(new Signal("INT"), GracefulStop::stop);
        Signal.handle(new Signal("USR1"), signal -> Runtime.getRuntime().halt(NOT_STARTED));
    }

    /** The JVM calls it in a new thread for each signal. */
    private static void stop(Signal signal) {
        boolean first = System.setProperty(STOPPING, "true") == null;
        try {
            if (first) {
                awaitRequests();
            }
        } catch (InterruptedException | JMException notKnown) {
            System.err.println("ec-ors-svc stops without knowing its requests in flight: " + notKnown);
        } finally {
            Runtime.getRuntime().halt(FIRST_SIGNAL_EXIT_CODE + signal.getNumber());
        }
    }

    private static void awaitRequests() throws JMException, InterruptedException {
        var server = ManagementFactory.getPlatformMBeanServer();
        var requests = new ObjectName(REQUESTS);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (server.isRegistered(requests)) {
            if ((int) server.getAttribute(requests, "InFlight") == 0) {
                Thread.sleep(LAST_BYTES.toMillis());
                return;
            }
            if (System.nanoTime() >= end) {
                warn();
                return;
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** The logger is of the server, which is not there yet when the agent is loaded. */
    private static void warn() {
        System.getLogger(GracefulStop.class.getName())
                .log(
                        Level.WARNING,
                        "ec-ors-svc ends after " + LIMIT.toSeconds()
                                + " s although requests or the last audit checkpoint are not finished");
    }
}
