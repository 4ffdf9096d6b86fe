package org.openors.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * Answers 404 at the names at which a server logs callers in and out by itself, wherever they stand in a path: form login (Jakarta
 * Servlet 6.0, section 13.6.3) and what a server adds to it. Some servers answer there to everybody, although the application has no
 * login. {@code web.xml} has the names.
 */
public class NoLoginPagesFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private transient List<String> names;

    @Override
    public void init() {
        names = List.of(getInitParameter("names").trim().split("\\s+"));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isNamedIn(request.getRequestURI()) || isNamedIn(decodedPath(request))) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isNamedIn(String path) {
        return names.stream().anyMatch(path::contains);
    }

    private static String decodedPath(HttpServletRequest request) {
        return request.getServletPath() + Objects.toString(request.getPathInfo(), "");
    }
}
