package org.openors.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The token of a request, if it is verified and accepted. Checked once a request. */
@ApplicationScoped
public class AcceptedToken {

    private static final String ATTRIBUTE = AcceptedToken.class.getName();

    /** @param token null for a stranger */
    private record Outcome(JsonWebToken token) {}

    @Inject
    VerifiedTokens tokens;

    @Inject
    RefusedTokens refused;

    /** Empty for a stranger: a request without a token, or with one that is not accepted. */
    public Optional<JsonWebToken> of(HttpServletRequest request) {
        if (!(request.getAttribute(ATTRIBUTE) instanceof Outcome)) {
            request.setAttribute(ATTRIBUTE, new Outcome(accepted(request)));
        }
        return Optional.ofNullable(((Outcome) request.getAttribute(ATTRIBUTE)).token());
    }

    private JsonWebToken accepted(HttpServletRequest request) {
        try {
            return BearerToken.of(request).map(tokens::verify).orElse(null);
        } catch (BadToken token) {
            refused.note(token, request);
            return null;
        }
    }
}
