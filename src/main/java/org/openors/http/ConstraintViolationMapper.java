package org.openors.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import org.openors.error.Refusal;

/**
 * Origin of the error: Bean Validation of a resource's parameters. Names the first wrong parameter, in alphabetical
 * order.
 */
@Provider
@ApplicationScoped
public class ConstraintViolationMapper implements ExceptionMapper<ConstraintViolationException> {

    @Inject
    ErrorAnswer answer;

    @Override
    public Response toResponse(ConstraintViolationException invalid) {
        return invalid.getConstraintViolations().stream()
                .min(Comparator.comparing(ConstraintViolationMapper::parameter)
                        .thenComparing(ConstraintViolation::getMessage))
                .map(violation -> answer.to(Refusal.invalid(parameter(violation), violation.getMessage())))
                .orElseGet(() -> answer.toUnforeseen(invalid));
    }

    private static String parameter(ConstraintViolation<?> violation) {
        String last = "request";
        for (Path.Node node : violation.getPropertyPath()) {
            last = node.getName() == null ? last : node.getName();
        }
        return last;
    }
}
