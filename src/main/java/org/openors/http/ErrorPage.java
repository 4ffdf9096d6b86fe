package org.openors.http;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.openors.error.ErrorCode;
import org.openors.error.Overload;
import org.openors.error.Refusal;

/**
 * Origin of the error: the platform outside of JAX-RS, for example an unreadable header or a path outside of the API. See
 * {@code web.xml}.
 */
@WebServlet("/error")
public class ErrorPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient ErrorAnswer answer;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (CallerLeftFilter.hasLeft(request)) {
            return;
        }
        ServletAnswer.send(error(request), response);
    }

    /** The status decides, not the exception: some servers say 404 with a {@code FileNotFoundException}. */
    private Response error(HttpServletRequest request) {
        var failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        var status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        boolean isOfTheCaller = status != null && status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        return failure != null && !isOfTheCaller
                ? answer.toUnforeseen(failure)
                : answer.to(refusal(status == null ? HttpServletResponse.SC_NOT_FOUND : status));
    }

    /** 503 is the status of {@link RequestsInFlight}, and of metrics whose token can't be read. Both are only counted. */
    private static Refusal refusal(int status) {
        return status == HttpServletResponse.SC_SERVICE_UNAVAILABLE
                ? new Overload()
                : new Refusal(ErrorCode.ofStatus(status));
    }
}
