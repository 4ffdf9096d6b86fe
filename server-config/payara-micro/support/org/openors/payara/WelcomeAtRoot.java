package org.openors.payara;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is at the root beside the application: health and the OpenAPI document. It leads who opens {@code /} to the application's page. The
 * location is relative, so it is right behind a proxy too. A method that does not read gets 405: the server's health would wait for the
 * fields of a form, without a limit.
 */
public final class WelcomeAtRoot implements ServletContainerInitializer {

    private static final String PAGE = "ec-ors-svc/";

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        if (context.getContextPath().isEmpty()) {
            context.addFilter("welcome", new Redirect())
                    .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        }
    }

    private static final class Redirect extends HttpFilter {

        private static final long serialVersionUID = 1L;
        private static final Set<String> READING = Set.of("GET", "HEAD");
        private static final String ALLOWED = "GET, HEAD, OPTIONS";

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            boolean isReading = READING.contains(request.getMethod());
            if (!isReading && !request.getMethod().equals("OPTIONS")) {
                response.setHeader("Allow", ALLOWED);
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            } else if (request.getRequestURI().equals("/") && isReading) {
                response.setStatus(HttpServletResponse.SC_FOUND);
                response.setHeader("Location", PAGE);
            } else {
                chain.doFilter(request, response);
            }
        }
    }
}
