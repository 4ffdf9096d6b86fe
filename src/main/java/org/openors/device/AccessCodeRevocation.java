package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.openors.audit.AuditTrail;
import org.openors.connector.selection.Connectors;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.DeviceState;
import org.openors.database.InTurn;

/** Ends the pair of a registered device: it is dead when the operation is done. Registration and connection secret stay. */
@Stateless
@InTurn
public class AccessCodeRevocation {

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
     * The first transaction; with the built-in connector the only one. If there is no pair, nothing changes.
     *
     * @param expected the states in which the pair may be revoked
     * @throws org.openors.error.Refusal for the first check that fails, the expected state being the last
     * @throws org.openors.database.LostRace if another change of the same device came first
     * @throws org.openors.connector.DeviceBusy if a remote connector is being called for the device
     */
    public Step<UUID> revoke(DeviceRef device, IfMatch expected) {
        var facts = eligibility.requireForRevocation(device);
        expected.require(facts);
        if (facts.known().isThere()) {
            var connector = connectors.ofPair(
                    device.study(), facts.connector(), facts.known().isRemote());
            var twin = pairs.twin(device, facts, facts.deviceId(), null, null);
            if (!connector.isTransactional()) {
                return remote.revoke(connector, twin, facts);
            }
            registrations.lock(device, facts);
            pairs.revoke(twin, facts, connector);
        }
        audit.changed(
                facts.deviceId(),
                facts.stateAndAccessId(clock.instant(), policy.maxAttempts()),
                DeviceState.NoPair.name());
        return Step.done(facts.deviceId());
    }
}
