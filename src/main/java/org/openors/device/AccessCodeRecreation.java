package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.openors.connector.selection.Connectors;
import org.openors.credential.IssuedCredential;
import org.openors.database.InTurn;

/** Replaces the pair of a registered device: the old one is dead when the operation is done. */
@Stateless
@InTurn
public class AccessCodeRecreation {

    @Inject
    Eligibility eligibility;

    @Inject
    Registrations registrations;

    @Inject
    Connectors connectors;

    @Inject
    PairIssue pairs;

    @Inject
    RemoteSteps remote;

    /**
     * The first transaction; with the built-in connector the only one. The write names the pair that it replaces; where
     * there is none, it names the registration.
     *
     * @param expected the states in which the pair may be replaced
     * @throws org.openors.error.Refusal for the first check that fails, the expected state being the last
     * @throws org.openors.database.LostRace if another change of the same device came first
     * @throws org.openors.connector.DeviceBusy if a remote connector is being called for the device
     */
    public Step<IssuedCredential> recreate(DeviceRef device, IfMatch expected) {
        var facts = eligibility.requireForRecreation(device);
        expected.require(facts);
        var connector = connectors.of(device.study(), facts.connector());
        var twin = pairs.twin(device, facts, facts.deviceId(), null, null);
        if (!connector.isTransactional()) {
            return remote.recreate(connector, twin, facts);
        }
        if (facts.pair() == null) {
            registrations.lock(device, facts);
        }
        return Step.done(pairs.issue(twin, facts, connector::recreate));
    }
}
