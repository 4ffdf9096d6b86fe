package org.openors.audit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.openors.identity.PathIdentifiers;

/**
 * Stores the action of the matched resource method and the identifiers in its path. It runs before any filter that can
 * refuse, so that a refusal's record has them.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AuditedFilter implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Inject
    AuditedRequest audited;

    @Override
    public void filter(ContainerRequestContext request) {
        var declared = resource.getResourceMethod().getAnnotation(Audited.class);
        if (declared != null) {
            audited.noteMatch(
                    declared.value(), PathIdentifiers.of(request.getUriInfo().getPathParameters()::getFirst));
        }
    }
}
