package org.openors.bootstrap;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

/**
 * Has a request wait for its turn, after all that may refuse it without the database. The turn ends when the response is
 * made and a refusal is recorded, before {@link EvenTimeFilter} delays it.
 */
@Provider
@InTurn
@Priority(TurnFilter.LAST_IN_FIRST_OUT)
@ApplicationScoped
public class TurnFilter implements ContainerRequestFilter, ContainerResponseFilter {

    static final int LAST_IN_FIRST_OUT = 10_000;

    @Inject
    RedemptionTurn turn;

    @Inject
    AccessIdSlots slots;

    @Override
    public void filter(ContainerRequestContext request) {
        var slot = accessId(request).map(slots::of).map(OptionalInt::of);
        turn.take(slot.orElseGet(OptionalInt::empty));
    }

    /** From the first header, as the resource method reads it: of two headers neither must reach past the turns. */
    private static Optional<String> accessId(ContainerRequestContext request) {
        return BasicCredentials.parse(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .flatMap(basic -> Crockford.canonical(basic.userId(), PairGenerator.ACCESS_ID_LENGTH));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        turn.end();
    }
}
