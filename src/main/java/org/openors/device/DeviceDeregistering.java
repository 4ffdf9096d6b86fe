package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.util.UUID;
import org.openors.audit.AuditTrail;
import org.openors.connector.selection.Connectors;
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
    PairIssue pairs;

    @Inject
    RemoteSteps remote;

    @Inject
    AuditTrail audit;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    /**
     * The first transaction; with the built-in connector the only one.
     *
     * @return the device instance identifier of the ended registration; a later one gets a new identifier
     * @throws org.openors.error.Refusal for the first check that fails
     * @throws LostRace if another change of the same device came first
     * @throws org.openors.connector.DeviceBusy if a remote connector is being called for the device
     */
    public Step<UUID> deregister(DeviceRef device) {
        var facts = eligibility.requireForDeregistration(device);
        var connector = connectors.of(device.study(), facts.connector());
        var twin = pairs.twin(device, facts, facts.deviceId(), null, null);
        if (!connector.isTransactional()) {
            return remote.deregister(connector, twin, facts);
        }
        try {
            registrations.lock(device, facts);
            connector.deregister(twin);
            registrations.end(device.key());
        } catch (PersistenceException failure) {
            throw LostRace.ifConflict("the device was changed by another request", failure);
        }
        audit.changed(
                facts.deviceId(),
                facts.stateAndAccessId(clock.instant(), policy.maxAttempts()),
                DeviceState.NotRegistered.name());
        return Step.done(facts.deviceId());
    }
}
