package org.openors.accesscode;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.openors.credential.IssuedCredential;
import org.openors.device.DeviceRef;
import org.openors.device.Eligibility;
import org.openors.device.PairIssue;

/** Replaces the pair of a registered device: the old one is dead when this returns. */
@Stateless
public class AccessCodeRecreation {

    @Inject
    Eligibility eligibility;

    @Inject
    PairIssue pairs;

    /**
     * Recreates the pair in one transaction.
     *
     * @throws org.openors.error.Refusal by the first check that fails
     * @throws org.openors.error.LostRace if another change of the same device came first
     */
    public IssuedCredential recreate(DeviceRef device) {
        var facts = eligibility.requireForRecreation(device);
        return pairs.issue(device, facts, facts.deviceId());
    }
}
