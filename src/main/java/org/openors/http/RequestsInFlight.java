package org.openors.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Counts the API's requests in flight for the code that stops the process (JMX, {@code org.openors:type=Requests}). The
 * system property {@code org.openors.stopping} announces the stop. From then on requests in flight finish, and new ones
 * get {@code ORS_503_02} and {@code Connection: close} (RFC 9112, section 9.6).
 *
 * <p>At most {@link Place#MOST} requests are worked on at once. A further one gets {@code ORS_503_02} with {@code Retry-After} after a
 * {@link RefusalPause}: in a queue it would only make all others wait longer. See ADR 29.
 */
@WebFilter("/rest/*")
public class RequestsInFlight extends HttpFilter implements RequestsInFlightMBean {

    private static final long serialVersionUID = 1L;
    static final String PLACE = RequestsInFlight.class.getName() + ".place";
    private static final String NAME = "org.openors:type=Requests";

    /** So long that callers who ask again at once cost little. */
    static final Duration BEFORE_REFUSAL = Duration.ofSeconds(1);

    private static final Set<BooleanSupplier> LAST_WORK = ConcurrentHashMap.newKeySet();

    private static final RefusalPause PAUSE = new RefusalPause(BEFORE_REFUSAL, RequestsInFlight::isStopping);

    /**
     * Adds work that is not part of a request: while it is pending, the process waits with its end.
     *
     * @param isPending is asked by the thread of the stop, where CDI's proxies do not work
     */
    public static void awaitAtStop(BooleanSupplier isPending) {
        LAST_WORK.add(isPending);
    }

    /** Takes back {@link #awaitAtStop}. */
    public static void doNotAwait(BooleanSupplier isPending) {
        LAST_WORK.remove(isPending);
    }

    /** Whether the process stops and nothing is pending any more but this work, so that it is the last. */
    public static boolean isLastAtStop(BooleanSupplier work) {
        return isStopping()
                && Place.taken() + PAUSE.taken() == 0
                && LAST_WORK.stream().noneMatch(other -> other != work && other.getAsBoolean());
    }

    /** Whether the stop of the process was announced. */
    public static boolean isStopping() {
        return Boolean.getBoolean("org.openors.stopping");
    }

    /** The number of requests that are worked on now. */
    public static int workedOn() {
        return Place.taken();
    }

    /** Whether the request is one of those that are worked on now. No other is: one to another path, or on an error page. */
    public static boolean holdsPlace(HttpServletRequest request) {
        return request.getAttribute(PLACE) != null;
    }

    /** Gives up the request's place, if it has one, and lets its caller wait for the refusal. During the stop nobody waits. */
    public static void pauseBeforeRefusal(HttpServletRequest request) {
        if (request.getAttribute(PLACE) instanceof Place place) {
            request.removeAttribute(PLACE);
            place.close();
        }
        PAUSE.take();
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        try {
            destroy();
            server().registerMBean(this, new ObjectName(NAME));
        } catch (JMException failure) {
            throw new ServletException(failure);
        }
    }

    @Override
    public int getInFlight() {
        return Place.taken()
                + PAUSE.taken()
                + (int) LAST_WORK.stream().filter(BooleanSupplier::getAsBoolean).count();
    }

    /**
     * Counts a request before it checks for the stop. So the count after the announcement includes every accepted
     * request.
     */
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try (var place = new Place(isRedemption(request))) {
            if (place.isFree() && !isStopping()) {
                workOn(request, response, chain, place);
                return;
            }
        }
        refuse(request, response);
    }

    /** By the decoded path: the resource is found by it, however the caller spelled the URL. */
    private static boolean isRedemption(HttpServletRequest request) {
        var path = request.getPathInfo();
        return path != null && path.contains("/deviceBootstrap");
    }

    private static void workOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Place place)
            throws IOException, ServletException {
        request.setAttribute(PLACE, place);
        try {
            chain.doFilter(request, response);
        } finally {
            request.removeAttribute(PLACE);
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        pauseBeforeRefusal(request);
        if (isStopping()) {
            response.setHeader("Connection", "close");
        }
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    @Override
    public void destroy() {
        try {
            var name = new ObjectName(NAME);
            if (server().isRegistered(name)) {
                server().unregisterMBean(name);
            }
        } catch (JMException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }
}
