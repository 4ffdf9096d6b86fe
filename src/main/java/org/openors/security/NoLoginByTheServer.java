package org.openors.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Keeps the server from asking for a password of its own, as Payara does without any mechanism, and refuses nobody: that is
 * {@link AuthenticationFilter}'s. To the server every caller is anonymous, so no server needs users, roles or a realm for the
 * service; who calls is known to {@link Caller} alone (ADR 40).
 */
@ApplicationScoped
public class NoLoginByTheServer implements HttpAuthenticationMechanism {

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        return context.doNothing();
    }
}
