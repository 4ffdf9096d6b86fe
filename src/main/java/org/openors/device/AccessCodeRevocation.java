package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.openors.audit.AuditTrail;
import org.openors.connector.Connectors;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.DeviceState;
import org.openors.database.InTurn;

/** Ends the pair of a registered device: it is dead when this returns. Registration and connection secret stay. */
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
    AuditTrail audit;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    /**
     * Revokes in one transaction. If there is no pair, nothing changes.
     *
     * @param expected the states in which the pair may be revoked
     * @throws org.openors.error.Refusal for the first check that fails, the expected state being the last
     * @throws org.openors.database.LostRace if another change of the same device came first
     */
    public void revoke(DeviceRef device, IfMatch expected) {
        var facts = eligibility.requireForRevocation(device);
        expected.require(facts);
        if (facts.hasPair()) {
            registrations.lock(device, facts);
            connectors.revoke(device.key(), facts.pair());
        }
        audit.changed(
                facts.deviceId(),
                facts.stateAndAccessId(clock.instant(), policy.maxAttempts()),
                DeviceState.NoPair.name());
    }
}
