package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.openors.credential.IssuedCredential;
import org.openors.database.InTurn;

/** Replaces the pair of a registered device: the old one is dead when the operation is done. */
@Stateless
@InTurn
public class AccessCodeRecreation {

    @Inject
    Eligibility eligibility;

    @Inject
    ConnectorSteps steps;

    /**
     * The first transaction; with the built-in connector the only one.
     *
     * @param expected the states in which the pair may be replaced
     * @throws org.openors.error.Refusal for the first check that fails, the expected state being the last
     * @throws org.openors.database.LostRace if another change of the same device came first
     * @throws org.openors.connector.DeviceBusy if a remote connector is being called for the device
     */
    public Step<IssuedCredential> recreate(DeviceRef device, IfMatch expected) {
        return steps.recreate(device, eligibility.requireForRecreation(device), expected);
    }
}
