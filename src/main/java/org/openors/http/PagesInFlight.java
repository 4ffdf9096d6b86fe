package org.openors.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * At most {@link #MOST} requests outside of the API are answered at once: to the pages, their files and all other paths. A further
 * one gets {@code ORS_503_02} with {@code Retry-After} at once. Strangers send these, and each holds a thread while its caller takes
 * the answer, so they leave threads for the API and the health checks. How long that may last is up to {@link CallersOutput}.
 * A path that no page has gets 404 before the server looks for it. See ADR 29.
 */
@WebFilter("/*")
public class PagesInFlight extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String API = "/rest";

    /** The server has more threads than these, {@link Place#MOST} and {@link RefusalPause#MOST} together. */
    static final int MOST = 128;

    /** All pages and files have shorter paths. Payara keeps each path that does not exist in memory. */
    static final int LONGEST_PATH = 300;

    private final transient Semaphore places = new Semaphore(MOST);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isOfTheApi(request)) {
            chain.doFilter(request, response);
        } else if (request.getRequestURI().length() > LONGEST_PATH) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!places.tryAcquire()) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            try {
                chain.doFilter(request, response);
            } finally {
                places.release();
            }
        }
    }

    /** {@link RequestsInFlight} counts these. */
    private static boolean isOfTheApi(HttpServletRequest request) {
        return API.equals(request.getServletPath());
    }
}
