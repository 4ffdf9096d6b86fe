package org.openors.limit;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.openors.error.Overload;
import org.openors.error.Refusal;
import org.openors.http.ErrorAnswer;
import org.openors.http.RequestsInFlight;
import org.openors.http.ServletAnswer;
import org.openors.http.Shares;

/**
 * Answers a request above its limit before JAX-RS and without a transaction. It stands before the API and before the
 * error page: whatever the platform refuses (an unreadable header, a path outside of the API) comes through the error page, so
 * no request reaches the audit trail without being counted. Pages, health and the API description are not limited.
 *
 * <p>One caller has at most {@link #MOST_OF_A_CALLER} requests at once: slow ones of a single caller would take all places of the
 * node ({@link RequestsInFlight}). A further one is refused as by an overloaded node. See ADR 29.
 */
@WebFilter(
        urlPatterns = {"/rest/*", "/error"},
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class LimitFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Half of the node's places. */
    static final int MOST_OF_A_CALLER = 64;

    private final transient Shares<String> callers = new Shares<>(MOST_OF_A_CALLER);

    @Inject
    transient RequestLimits limits;

    @Inject
    transient ErrorAnswer answer;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Refusal tooMany = refusal(request);
        if (tooMany != null) {
            ServletAnswer.send(answer.to(tooMany), response);
            return;
        }
        var caller = isErrorPage(request) ? Optional.<String>empty() : limits.caller(request);
        if (caller.isEmpty()) {
            chain.doFilter(request, response);
        } else if (!isPassedInShare(caller.get(), request, response, chain)) {
            RequestsInFlight.pauseBeforeRefusal(request);
            ServletAnswer.send(answer.to(new Overload()), response);
        }
    }

    /** Some servers make it while its request is still counted. */
    private static boolean isErrorPage(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR;
    }

    private boolean isPassedInShare(
            String caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            boolean isInShare = callers.enter(caller);
            if (isInShare) {
                chain.doFilter(request, response);
            }
            return isInShare;
        } finally {
            callers.leave(caller);
        }
    }

    private Refusal refusal(HttpServletRequest request) {
        try {
            limits.count(request);
            return null;
        } catch (Refusal tooMany) {
            return tooMany;
        }
    }
}
