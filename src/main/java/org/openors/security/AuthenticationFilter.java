package org.openors.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * Refuses every request without an accepted token, whatever its path. Only the {@link #OPEN} operations need none, but a
 * token that is not accepted is refused there too. A path that is not exactly one of these needs a token: another spelling
 * closes an operation and never opens one.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AuthenticationFilter implements ContainerRequestFilter {

    /** Operations without a token: HTTP method and path below the base path. */
    static final Set<String> OPEN = Set.of("POST /mhealth/api/deviceBootstrap");

    /** What is wrong with the token is in the log only (RFC 6750, section 3.1). */
    private static final String INVALID_TOKEN = "Bearer realm=\"ORS\", error=\"invalid_token\"";

    @Inject
    AcceptedToken tokens;

    @Inject
    HttpServletRequest servletRequest;

    @Inject
    Caller caller;

    @Override
    public void filter(ContainerRequestContext request) {
        var token = tokens.of(servletRequest);
        token.ifPresent(accepted -> caller.authenticate(
                accepted.getIssuer(),
                accepted.getSubject(),
                DisplayName.of(accepted).orElse(null),
                accepted.getGroups()));
        if (token.isEmpty() && BearerToken.of(servletRequest).isPresent()) {
            throw new Refusal(ErrorCode.UNAUTHENTICATED).withHeader(HttpHeaders.WWW_AUTHENTICATE, INVALID_TOKEN);
        }
        if (token.isEmpty() && !isOpen(request)) {
            throw new Refusal(ErrorCode.UNAUTHENTICATED);
        }
    }

    /** JAX-RS implementations differ in whether the path starts with a slash. */
    private static boolean isOpen(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath();
        return OPEN.contains(request.getMethod() + " " + (path.startsWith("/") ? path : "/" + path));
    }
}
