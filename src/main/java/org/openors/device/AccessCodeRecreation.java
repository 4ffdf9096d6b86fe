package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.openors.credential.IssuedCredential;
import org.openors.database.InTurn;

/** Replaces the pair of a registered device: the old one is dead when this returns. */
@Stateless
@InTurn
public class AccessCodeRecreation {

    @Inject
    Eligibility eligibility;

    @Inject
    Registrations registrations;

    @Inject
    PairIssue pairs;

    /**
     * Recreates the pair in one transaction. The write names the pair that it replaces; where there is none, it names
     * the registration.
     *
     * @param expected the states in which the pair may be replaced
     * @throws org.openors.error.Refusal for the first check that fails, the expected state being the last
     * @throws org.openors.database.LostRace if another change of the same device came first
     */
    public IssuedCredential recreate(DeviceRef device, IfMatch expected) {
        var facts = eligibility.requireForRecreation(device);
        expected.require(facts);
        if (facts.pair() == null) {
            registrations.lock(device, facts);
        }
        return pairs.issue(device, facts, facts.deviceId());
    }
}
