package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.openors.credential.IssuedCredential;

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
     * @throws org.openors.error.Refusal for the first check that fails
     * @throws org.openors.database.LostRace if another change of the same device came first
     */
    public IssuedCredential recreate(DeviceRef device) {
        var facts = eligibility.requireForRecreation(device);
        return pairs.issue(device, facts, facts.deviceId());
    }
}
