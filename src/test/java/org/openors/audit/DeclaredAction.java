package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.openors.identity.PathIdentifiers;

/** Declares the action of a test in the container, which no resource method declares. */
@ApplicationScoped
public class DeclaredAction {

    @Inject
    AuditedRequest audited;

    public void is(AuditAction action) {
        audited.matched(action, PathIdentifiers.of(name -> null));
    }
}
