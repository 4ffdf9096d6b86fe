package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;
import org.openors.database.InTurn;

/** Ends the pair of a registered device: it is dead when the operation is done. Registration and connection secret stay. */
@Stateless
@InTurn
public class AccessCodeRevocation {

    @Inject
    Eligibility eligibility;

    @Inject
    ConnectorSteps steps;

    /**
     * The first transaction; with the built-in connector the only one. If there is no pair, nothing changes.
     *
     * @param expected the states in which the pair may be revoked
     * @throws org.openors.error.Refusal for the first check that fails, the expected state being the last
     * @throws org.openors.database.LostRace if another change of the same device came first
     * @throws org.openors.connector.DeviceBusy if a remote connector is being called for the device
     */
    public Step<UUID> revoke(DeviceRef device, IfMatch expected) {
        return steps.revoke(device, eligibility.requireForRevocation(device), expected);
    }
}
