package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.openors.credential.IssuedCredential;
import org.openors.database.InTurn;

/**
 * Registers a device with mHealth and issues its first pair. A device-to-cloud device that is already registered gets a
 * new pair. A cloud-to-cloud device that was brought over without a vendor code is completed by one.
 */
@Stateless
@InTurn
public class DeviceRegistering {

    @Inject
    Eligibility eligibility;

    @Inject
    ConnectorSteps steps;

    /**
     * The first transaction; with the built-in connector the only one.
     *
     * @param subjectNumber the surrogate id that mHealth shows; may be null or empty
     * @param vendorCode the vendor of a cloud-to-cloud device; may be null or empty
     * @throws org.openors.error.Refusal for the first check that fails
     * @throws org.openors.database.LostRace if another change of the same device came first
     * @throws org.openors.connector.DeviceBusy if a remote connector is being called for the device
     */
    public Step<IssuedCredential> register(DeviceRef device, String subjectNumber, String vendorCode) {
        var facts = eligibility.requireForRegistration(device, subjectNumber, vendorCode);
        return steps.register(device, facts, subjectNumber, vendorCode);
    }
}
