package org.openors.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/** Origin of the error: the framework (no such path, method not allowed, media types). */
@Provider
@ApplicationScoped
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {

    @Inject
    ErrorAnswer answer;

    @Override
    public Response toResponse(WebApplicationException failure) {
        var decided = failure.getResponse();
        if (decided.getStatus() >= 500) {
            return answer.toUnforeseen(failure);
        }
        var response = answer.to(new Refusal(ErrorCode.ofStatus(decided.getStatus())));
        var allow = decided.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? response
                : Response.fromResponse(response)
                        .header(HttpHeaders.ALLOW, allow)
                        .build();
    }
}
