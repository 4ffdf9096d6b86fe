package org.openors.payara;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;
import sun.misc.Signal;

/**
 * Lets the requests in flight finish before SIGTERM or SIGINT ends the process. From then on the application refuses new ones
 * (see {@code org.openors.http.RequestsInFlight}); Payara Micro itself would cut off what takes longer than two seconds, and
 * answer 404 while it takes the application down.
 *
 * <p>The process ends at once after that, without the server's own shutdown: nothing is kept in it that is not in the
 * database. If a second signal comes, it does not wait.
 */
final class GracefulStop {

    private static final String STOPPING = "org.openors.stopping";
    private static final String REQUESTS = "org.openors:type=Requests";
    /** As long as the longest statement may take (post-boot.asadmin). */
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** The last bytes of an answer leave after its request is counted as finished. */
    private static final Duration LAST_BYTES = Duration.ofMillis(200);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int FIRST_SIGNAL_EXIT_CODE = 128;

    private GracefulStop() {}

    static void prepare() {
        Signal.handle(new Signal("TERM"), GracefulStop::stop);
        Signal.handle(new Signal("INT"), GracefulStop::stop);
    }

    /** Runs in a thread of its own for each signal. */
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
        while (server.isRegistered(requests) && System.nanoTime() < end) {
            if ((int) server.getAttribute(requests, "InFlight") == 0) {
                Thread.sleep(LAST_BYTES.toMillis());
                return;
            }
            Thread.sleep(POLL.toMillis());
        }
    }
}
