package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.openors.audit.AuditTrail;

/** Tells beforehand what a recreation would be refused for, all of it at once, and changes nothing. */
@Stateless
public class AccessCodeCheck {

    @Inject
    Eligibility eligibility;

    @Inject
    AuditTrail audit;

    /** The checks that fail, in the order in which a recreation would be refused; none if it would not. */
    public Set<DeviceCheck> failures(Optional<DeviceRef> device) {
        var failures = eligibility.failuresForRecreation(device);
        audit.succeeded(null, null, null);
        return failures;
    }
}
