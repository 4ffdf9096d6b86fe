package org.openors.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.openors.error.Refusal;

/** Origin of the error: the service's own rules. */
@Provider
@ApplicationScoped
public class RefusalMapper implements ExceptionMapper<Refusal> {

    @Inject
    ErrorAnswer answer;

    @Override
    public Response toResponse(Refusal refusal) {
        return answer.to(refusal);
    }
}
