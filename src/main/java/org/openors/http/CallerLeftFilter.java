package org.openors.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.openors.error.Causes;

/**
 * Tells an {@link IOException} of the connection to the caller from all others, as a {@link CallerLeft}. A request that can't be
 * read is refused with 400, also where no mapper of JAX-RS sees the failure. If the answer can't be written, nothing more is
 * done: nobody is there to be answered. It stands before all paths: who may hold a thread, and how long, does not depend on the path.
 */
@WebFilter("/*")
public class CallerLeftFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(CallerLeftFilter.class.getName());
    private static final String LEFT = CallerLeft.class.getName();

    /** Whether the answer to this request could not be written. */
    static boolean hasLeft(HttpServletRequest request) {
        return request.getAttribute(LEFT) != null;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(reading(request), writing(response, left -> note(left, request)));
        } catch (IOException | ServletException | RuntimeException failure) {
            var left = Causes.first(failure, CallerLeft.class).orElse(null);
            if (left == null) {
                throw failure;
            }
            if (left.isReading() && !response.isCommitted()) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            }
        }
    }

    private static HttpServletRequest reading(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            private ServletInputStream stream;

            @Override
            public ServletInputStream getInputStream() throws IOException {
                if (stream == null) {
                    stream = new CallersInput(super.getInputStream());
                }
                return stream;
            }
        };
    }

    /**
     * A request has one line in the log. Not every server asks a mapper about what happens while an answer is sent. Whoever leaves a
     * page has none: that costs a stranger nothing, and the browser does so whenever another page is opened.
     */
    private static void note(CallerLeft left, HttpServletRequest request) {
        if (!hasLeft(request) && (left.isTooSlow() || RequestsInFlight.holdsPlace(request))) {
            LOG.log(
                    Level.INFO,
                    () -> (left.isTooSlow()
                                    ? "the caller takes its answer too slowly reference="
                                    : "the caller left before its answer was sent reference=")
                            + RequestReference.of(request));
        }
        request.setAttribute(LEFT, true);
    }

    private static HttpServletResponse writing(HttpServletResponse response, Consumer<CallerLeft> onLeaving) {
        return new HttpServletResponseWrapper(response) {
            private CallersOutput stream;

            @Override
            public ServletOutputStream getOutputStream() throws IOException {
                if (stream == null) {
                    stream = new CallersOutput(super.getOutputStream(), onLeaving);
                }
                return stream;
            }

            @Override
            public void flushBuffer() throws IOException {
                getOutputStream();
                stream.writing(0, super::flushBuffer);
            }
        };
    }
}
