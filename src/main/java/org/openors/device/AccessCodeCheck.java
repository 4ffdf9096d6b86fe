package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Set;
import org.openors.audit.AuditTrail;

/** Tells which checks of a recreation fail now, all at once. It changes nothing. */
@Stateless
public class AccessCodeCheck {

    @Inject
    Eligibility eligibility;

    @Inject
    AuditTrail audit;

    /** The checks that fail, in the order in which a recreation would be refused. None if it would succeed. */
    public Set<DeviceCheck> failures(DeviceRef device) {
        var failures = eligibility.failuresForRecreation(device);
        audit.recordReading();
        return failures;
    }
}
