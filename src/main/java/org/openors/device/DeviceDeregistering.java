package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.util.UUID;
import org.openors.audit.AuditTrail;
import org.openors.connector.Connectors;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.DeviceState;
import org.openors.database.InTurn;
import org.openors.database.LostRace;

/** Ends a device's registration: its pair and its connection secret are dead when this returns. */
@Stateless
@InTurn
public class DeviceDeregistering {

    @Inject
    Eligibility eligibility;

    @Inject
    Registrations registrations;

    @Inject
    Connectors connectors;

    @Inject
    AuditTrail audit;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    /**
     * Deregisters in one transaction.
     *
     * @return the device instance identifier of the ended registration; a later one gets a new identifier
     * @throws org.openors.error.Refusal for the first check that fails
     * @throws LostRace if another change of the same device came first
     */
    public UUID deregister(DeviceRef device) {
        var facts = eligibility.requireForDeregistration(device);
        try {
            remove(device, facts);
        } catch (PersistenceException failure) {
            throw LostRace.ifConflict("the device was changed by another request", failure);
        }
        audit.changed(
                facts.deviceId(),
                facts.stateAndAccessId(clock.instant(), policy.maxAttempts()),
                DeviceState.NotRegistered.name());
        return facts.deviceId();
    }

    private void remove(DeviceRef device, DeviceFacts facts) {
        registrations.lock(device, facts);
        if (facts.pair() != null) {
            connectors.remove(device.key(), facts.pair());
        }
        registrations.end(device);
    }
}
