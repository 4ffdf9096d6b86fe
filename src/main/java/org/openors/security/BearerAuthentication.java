package org.openors.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Tells the server who the caller is: the principal is the accepted token (MicroProfile JWT 2.1, section 6.2), the roles are
 * its groups. It stands in place of the server's own mechanism for MicroProfile JWT (ADR 32) and refuses nobody: that is
 * {@link AuthenticationFilter}'s. Without any mechanism Payara would ask for a password of its own.
 */
@ApplicationScoped
public class BearerAuthentication implements HttpAuthenticationMechanism {

    @Inject
    AcceptedToken tokens;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        return tokens.of(request)
                .map(token -> context.notifyContainerAboutLogin(token, token.getGroups()))
                .orElseGet(context::doNothing);
    }
}
