package org.openors.metrics;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.openors.figures.Figures;

/** Answers 404 if no token is set up, 401 to who has not the token, else the figures. */
@WebServlet("/metrics")
public class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Figures figures;

    @Inject
    transient ProcessFigures ofTheProcess;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var token = MetricsToken.ofSettings();
        if (token.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!token.get().isIn(request.getHeader("Authorization"))) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            ofTheProcess.touch();
            response.setContentType(Exposition.CONTENT_TYPE);
            response.setHeader("Cache-Control", "no-store");
            response.getWriter().write(Exposition.text(figures.read()));
        }
    }
}
