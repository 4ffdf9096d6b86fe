package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.openors.audit.AuditTrail;
import org.openors.connector.Connectors;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.DeviceState;
import org.openors.credential.Issuance;
import org.openors.credential.IssuedCredential;
import org.openors.security.Caller;

/** Issues a new pair for a device and records this: the last step of a registration and a recreation. */
@ApplicationScoped
public class PairIssue {

    @Inject
    Connectors connectors;

    @Inject
    AuditTrail audit;

    @Inject
    Caller caller;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    /** Issues and records in the caller's transaction. {@code facts} are those from before. */
    public IssuedCredential issue(DeviceRef device, DeviceFacts facts, UUID deviceId) {
        var issued = connectors.issue(new Issuance(
                device.key(),
                deviceId,
                device.subjectId(),
                facts.pair(),
                caller.name().orElseThrow(),
                caller.displayName().orElse(null)));
        audit.changed(
                deviceId,
                facts.stateAndAccessId(clock.instant(), policy.maxAttempts()),
                DeviceState.AwaitingBootstrap + " " + issued.accessId());
        return issued;
    }
}
