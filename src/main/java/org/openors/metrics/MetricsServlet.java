package org.openors.metrics;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openors.background.Due;
import org.openors.figures.Figures;
import org.openors.settings.BadSetting;

/**
 * Answers 404 if no token is set up, 401 to a caller without the token, else the figures. While the token can't be read nobody
 * gets them: the answer is 503, and the log says why, once a minute.
 */
@WebServlet("/metrics")
public class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Duration REPETITION = Duration.ofMinutes(1);
    private static final Logger LOG = System.getLogger(MetricsServlet.class.getName());

    @Inject
    transient Figures figures;

    @Inject
    transient Clock clock;

    private transient Instant logged;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(MetricsToken.ofSettings(), request, response);
        } catch (BadSetting unusable) {
            log(unusable);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private synchronized void log(BadSetting unusable) {
        var now = clock.instant();
        if (logged == null || Due.again(logged, REPETITION, now)) {
            LOG.log(Level.ERROR, "nobody can read the metrics: " + unusable.getMessage());
            logged = now;
        }
    }

    private void answer(Optional<MetricsToken> token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (token.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!token.get().isIn(request.getHeader("Authorization"))) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.setContentType(Exposition.CONTENT_TYPE);
            response.setHeader("Cache-Control", "no-store");
            response.getWriter().write(Exposition.text(figures.read()));
        }
    }
}
