package org.openors.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.openors.error.Refusal;
import org.openors.http.PeerAddress;
import org.openors.security.AcceptedToken;

/**
 * Which limits a request is counted against. A request counts once against each, however often this is asked. All throw
 * {@link org.openors.error.ErrorCode#TOO_MANY_REQUESTS} above the limit.
 */
@ApplicationScoped
public class RequestLimits {

    private static final String COUNTED = RequestLimits.class.getName() + ".";
    private static final String EXCEEDED = COUNTED + "exceeded";

    @Inject
    RateLimits limits;

    @Inject
    AcceptedToken tokens;

    /** Counts the request of a caller with an accepted token against the caller's limit, any other against the peer's. */
    public void count(HttpServletRequest request) {
        tokens.of(request)
                .ifPresentOrElse(
                        token -> count(request, Limit.CALLER, key(token)),
                        () -> count(request, Limit.PEER, peer(request)));
    }

    /** Issuer and subject of the accepted token, empty for a stranger. */
    Optional<String> caller(HttpServletRequest request) {
        return tokens.of(request).map(RequestLimits::key);
    }

    /** Counts a request to {@code deviceBootstrap} against the peer's limit, whatever its token. */
    public void countBootstrap(HttpServletRequest request) {
        count(request, Limit.PEER, peer(request));
    }

    /** Counts a request to this access ID, whether or not a pair has it. */
    public void countAccessId(HttpServletRequest request, String canonicalAccessId) {
        count(request, Limit.ACCESS_ID, canonicalAccessId);
    }

    /** The limit that the request has exceeded. */
    public static Optional<Limit> exceeded(HttpServletRequest request) {
        return Optional.ofNullable((Limit) request.getAttribute(EXCEEDED));
    }

    /** The peer that the request counts for. */
    public static String peer(HttpServletRequest request) {
        return PeerPrefix.of(PeerAddress.of(request));
    }

    private void count(HttpServletRequest request, Limit limit, String key) {
        if (request.getAttribute(COUNTED + limit) != null) {
            return;
        }
        request.setAttribute(COUNTED + limit, key);
        try {
            limits.count(limit, key);
        } catch (Refusal tooMany) {
            request.setAttribute(EXCEEDED, limit);
            throw tooMany;
        }
    }

    private static String key(JsonWebToken token) {
        return token.getIssuer() + '\n' + token.getSubject();
    }
}
