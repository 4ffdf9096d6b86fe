package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Set;
import org.openors.audit.AuditTrail;
import org.openors.database.InTurn;

/** Finds all checks of a recreation that fail now. It changes nothing. */
@Stateless
@InTurn
public class AccessCodeCheck {

    @Inject
    Eligibility eligibility;

    @Inject
    AuditTrail audit;

    /**
     * The checks that fail, in the order in which they refuse a recreation; empty if it would succeed. A study that is not
     * known gets no trail by being asked for.
     */
    public Set<DeviceCheck> failures(DeviceRef device) {
        var failures = eligibility.failuresForRecreation(device);
        if (failures.contains(DeviceCheck.STUDY_HAS_A_VERSION)) {
            audit.tried(null);
        } else {
            audit.read();
        }
        return failures;
    }
}
