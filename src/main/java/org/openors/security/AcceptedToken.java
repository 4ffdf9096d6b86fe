package org.openors.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The token of a request, if the platform verified it and {@link TokenRules} accept it. Checked once a request. */
@ApplicationScoped
public class AcceptedToken {

    private static final String ATTRIBUTE = AcceptedToken.class.getName();

    @Inject
    TokenRules rules;

    /** Empty for a stranger: a request without a token, or with one that is not accepted. */
    public Optional<JsonWebToken> of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof JsonWebToken token) {
            return Optional.of(token);
        }
        var token = verified(request).filter(verified -> rules.accepts(verified.getRawToken()));
        token.ifPresent(accepted -> request.setAttribute(ATTRIBUTE, accepted));
        return token;
    }

    private static Optional<JsonWebToken> verified(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof JsonWebToken token && token.getRawToken() != null
                ? Optional.of(token)
                : Optional.empty();
    }
}
