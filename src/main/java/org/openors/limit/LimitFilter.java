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
import org.openors.error.Refusal;
import org.openors.http.ErrorAnswer;
import org.openors.http.ServletAnswer;

/**
 * Answers a request above its limit before JAX-RS and without a transaction. It stands before the API and before the
 * error page: whatever the platform refuses (a bad token, a path outside of the API) comes through the error page, so
 * no request reaches the audit trail without being counted. Pages, health and the API description are not limited.
 */
@WebFilter(
        urlPatterns = {"/rest/*", "/error"},
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class LimitFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    transient RequestLimits limits;

    @Inject
    transient ErrorAnswer answer;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Refusal tooMany = refusal(request);
        if (tooMany == null) {
            chain.doFilter(request, response);
        } else {
            ServletAnswer.send(answer.to(tooMany), response);
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
