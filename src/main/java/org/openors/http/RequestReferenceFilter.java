package org.openors.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Adds the request's reference to every response of the API, and a body to every error. JAX-RS refuses headers and
 * paths that it can't parse with a status only, without any exception mapper.
 */
@WebFilter("/rest/*")
public class RequestReferenceFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader(RequestReference.HEADER, RequestReference.of(request));
        response.setHeader("X-Content-Type-Options", "nosniff");
        chain.doFilter(request, response);
        if (!CallerLeftFilter.hasLeft(request)
                && response.getStatus() >= 400
                && response.getContentType() == null
                && !response.isCommitted()) {
            response.sendError(response.getStatus());
        }
    }
}
