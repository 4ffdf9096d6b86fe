package org.openors.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.openors.error.Causes;
import org.openors.error.Refusal;

/**
 * Origin of the error: anything else. A {@link Refusal} or a {@link CallerLeft} that a container has wrapped is still what it
 * is.
 */
@Provider
@ApplicationScoped
public class UnforeseenMapper implements ExceptionMapper<Throwable> {

    @Inject
    ErrorAnswer answer;

    @Override
    public Response toResponse(Throwable failure) {
        return Causes.first(failure, Refusal.class)
                .map(answer::to)
                .or(() -> Causes.first(failure, CallerLeft.class).map(answer::toCallerLeft))
                .orElseGet(() -> answer.toUnforeseen(failure));
    }
}
