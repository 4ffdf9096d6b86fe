package org.openors.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/** Nothing under {@code /v1.0} is answered, not even that a path does not exist, without a good bearer token. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AuthenticationFilter implements ContainerRequestFilter {

    @Inject
    TokenRules rules;

    @Inject
    Caller caller;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("v1.0")) {
            return;
        }
        if (request.getSecurityContext().getUserPrincipal() instanceof JsonWebToken token
                && token.getRawToken() != null
                && rules.accept(token.getRawToken())) {
            caller.authenticated(token.getIssuer(), token.getSubject());
        } else {
            throw new Refusal(ErrorCode.UNAUTHENTICATED);
        }
    }
}
