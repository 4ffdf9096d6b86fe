package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;
import org.openors.database.InTurn;

/** Ends a device's registration: its pair and its connection secret are dead when this returns. */
@Stateless
@InTurn
public class DeviceDeregistering {

    @Inject
    Eligibility eligibility;

    @Inject
    ConnectorSteps steps;

    /**
     * The first transaction; with the built-in connector the only one.
     *
     * @return the device instance identifier of the ended registration; a later one gets a new identifier
     * @throws org.openors.error.Refusal for the first check that fails
     * @throws org.openors.database.LostRace if another change of the same device came first
     * @throws org.openors.connector.DeviceBusy if a remote connector is being called for the device
     */
    public Step<UUID> deregister(DeviceRef device) {
        return steps.deregister(device, eligibility.requireForDeregistration(device));
    }
}
