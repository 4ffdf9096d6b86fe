package org.openors.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.openors.error.Refusal;

/**
 * Origin of the error: anything else. A {@link Refusal} that a container has wrapped is still answered as a refusal.
 */
@Provider
@ApplicationScoped
public class UnforeseenMapper implements ExceptionMapper<Throwable> {

    @Inject
    ErrorAnswer answer;

    @Override
    public Response toResponse(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return answer.to(refusal);
            }
        }
        return answer.toUnforeseen(failure);
    }
}
