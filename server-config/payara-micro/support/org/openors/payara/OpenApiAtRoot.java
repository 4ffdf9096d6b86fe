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
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers {@code /openapi} with the WAR's own document, as {@code application/yaml} or, if it is asked for, {@code
 * application/json}. Payara adds a member that OpenAPI does not know, drops empty lists from examples, and has YAML as {@code
 * text/plain} only. It answers nothing else there: Payara's own WADL names its version.
 *
 * <p>No token is asked for, so at most {@link #MOST} are answered at once, and further ones get 503. Each is waited for until {@link
 * #LIMIT} is over, and then for 30 s more at most, the server's limit for a writing.
 */
public final class OpenApiAtRoot implements ServletContainerInitializer {

    private static final String APPLICATION = "/ec-ors-svc";
    private static final int MOST = 16;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** {@link CallerLeftLog} keeps it out of the log. */
    static final class TakenTooSlowly extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** The server's own root module gets the filter, no other. */
    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        if (context.getContextPath().isEmpty()) {
            context.addFilter("openapi", new Answer())
                    .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/openapi/*");
        }
    }

    private static final class Answer extends HttpFilter {

        private static final long serialVersionUID = 1L;
        private static final Set<String> PATHS = Set.of("/openapi", "/openapi/");
        private static final Set<String> READING = Set.of("GET", "HEAD");
        private static final String QUALITY = "\\s*(?:;\\s*q=([01](?:\\.\\d{0,3})?)\\s*)?";
        private static final Pattern JSON = Pattern.compile("(?i)\\s*application/json" + QUALITY);
        private static final int PART = 8 * 1024;
        private static final Pattern YAML = Pattern.compile("(?i)\\s*(?:application|text)/(?:x-)?yaml" + QUALITY);

        private final transient Semaphore places = new Semaphore(MOST);

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            var application = getServletContext().getContext(APPLICATION);
            if (application == null || !PATHS.contains(request.getRequestURI())) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else if (READING.contains(request.getMethod())) {
                sendInPlace(application, request, response);
            } else {
                response.setHeader("Allow", "GET, HEAD, OPTIONS");
                if (!request.getMethod().equals("OPTIONS")) {
                    response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
                }
            }
        }

        private void sendInPlace(ServletContext application, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            if (!places.tryAcquire()) {
                response.setHeader("Retry-After", "2");
                response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                return;
            }
            try {
                send(application, request, response);
            } finally {
                places.release();
            }
        }

        private static void send(ServletContext application, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            var format = wantsJson(request) ? "json" : "yaml";
            try (var document = application.getResourceAsStream("/WEB-INF/classes/META-INF/openapi." + format)) {
                response.setContentType("application/" + format);
                response.setHeader("Vary", "Accept");
                copy(document, response.getOutputStream());
            }
        }

        private static void copy(InputStream document, OutputStream caller) throws IOException {
            long begin = System.nanoTime();
            for (var part = document.readNBytes(PART); part.length > 0; part = document.readNBytes(PART)) {
                if (System.nanoTime() - begin > LIMIT.toNanos()) {
                    throw new TakenTooSlowly();
                }
                caller.write(part);
            }
        }

        /** Whoever names neither, such as a browser, gets YAML. */
        private static boolean wantsJson(HttpServletRequest request) {
            var accepted = String.join(",", Collections.list(request.getHeaders("Accept")));
            return quality(accepted, JSON) > quality(accepted, YAML);
        }

        /** The highest that a range of this type has (RFC 9110, section 12.4.2); 0 if it is not named. */
        private static double quality(String accepted, Pattern type) {
            return Arrays.stream(accepted.split(","))
                    .map(type::matcher)
                    .filter(Matcher::matches)
                    .mapToDouble(range -> range.group(1) == null ? 1 : Double.parseDouble(range.group(1)))
                    .max()
                    .orElse(0);
        }
    }
}
