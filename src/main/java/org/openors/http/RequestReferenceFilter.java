package org.openors.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Puts the request's reference on every answer of the API, good or bad, and sees to it that no error is without a body: JAX-RS
 * refuses headers and paths that it can't parse by a bare status, past all exception mappers.
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
        if (response.getStatus() >= 400 && response.getContentType() == null && !response.isCommitted()) {
            response.sendError(response.getStatus());
        }
    }
}
