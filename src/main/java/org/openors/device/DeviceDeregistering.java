package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.util.UUID;
import org.openors.audit.AuditTrail;
import org.openors.connector.Connectors;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.DeviceState;
import org.openors.database.LostRace;

/** Ends a device's registration: its pair and its connection secret are dead when this returns. */
@Stateless
public class DeviceDeregistering {

    @PersistenceContext
    EntityManager entities;

    @Inject
    Eligibility eligibility;

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
            connectors.revoke(device.key());
            remove(device, facts.deviceId());
        } catch (PersistenceException failure) {
            throw LostRace.ifConflict("the device was changed by another request", failure);
        }
        audit.changed(
                facts.deviceId(),
                facts.stateAndAccessId(clock.instant(), policy.maxAttempts()),
                DeviceState.NotRegistered.name());
        return facts.deviceId();
    }

    private void remove(DeviceRef device, UUID deviceId) {
        var registration = entities.find(DeviceRegistration.class, device.key());
        if (registration == null || !registration.deviceId().equals(deviceId)) {
            throw new LostRace("the device was deregistered by another request");
        }
        entities.remove(registration);
        entities.flush();
    }
}
