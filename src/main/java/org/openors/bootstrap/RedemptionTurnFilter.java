package org.openors.bootstrap;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.OptionalInt;
import org.openors.credential.AccessIdSlots;
import org.openors.credential.Crockford;
import org.openors.credential.PairGenerator;
import org.openors.limit.RequestLimits;
import org.openors.security.Caller;

/**
 * Counts a request against the limits of its peer and its access ID, and then lets it wait for its turn. It runs after all
 * that may refuse the request without the database. The turn ends when the response is made and a refusal is recorded, before
 * {@link EvenTimeFilter} delays it.
 */
@Provider
@InRedemptionTurn
@Priority(RedemptionTurnFilter.LAST_IN_FIRST_OUT)
@ApplicationScoped
public class RedemptionTurnFilter implements ContainerRequestFilter, ContainerResponseFilter {

    static final int LAST_IN_FIRST_OUT = 10_000;

    @Inject
    TurnOfRequest turn;

    @Inject
    AccessIdSlots slots;

    @Inject
    RequestLimits limits;

    @Inject
    Caller caller;

    @Inject
    HttpServletRequest peer;

    @Override
    public void filter(ContainerRequestContext request) {
        limits.countBootstrap(peer);
        var accessId = accessId(request);
        accessId.ifPresent(this::count);
        turn.take(accessId.map(slots::of).map(OptionalInt::of).orElseGet(OptionalInt::empty));
    }

    private void count(String accessId) {
        caller.claimAccessId(accessId);
        limits.countAccessId(peer, accessId);
    }

    /** From the first header, as the resource method reads it: a request with two headers must not wait for one access ID and use another. */
    private static Optional<String> accessId(ContainerRequestContext request) {
        return BasicCredentials.parse(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .flatMap(basic -> Crockford.canonical(basic.userId(), PairGenerator.ACCESS_ID_LENGTH));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        turn.end();
    }
}
