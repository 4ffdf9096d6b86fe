package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.openors.audit.AuditTrail;
import org.openors.connector.DeviceTwin;
import org.openors.connector.MHealthConnector;
import org.openors.connector.RemotePairs;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.DeviceState;
import org.openors.credential.IssuedCredential;
import org.openors.security.Caller;

/** Issues a new pair of the built-in connector and records this: the last step of a registration and a recreation. */
@ApplicationScoped
public class PairIssue {

    @Inject
    RemotePairs remotePairs;

    @Inject
    AuditTrail audit;

    @Inject
    Caller caller;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    /** What the connector gets to know of the device. */
    DeviceTwin twin(DeviceRef device, DeviceFacts facts, UUID deviceId, String subjectNumber, String vendorCode) {
        return new DeviceTwin(
                device.key(),
                deviceId,
                device.subjectId(),
                Objects.requireNonNullElse(facts.siteId(), ""),
                device.mSubjectId(),
                subjectNumber,
                vendorCode,
                facts.pair(),
                caller.name().orElseThrow(),
                caller.displayName().orElse(null));
    }

    /** Ends the pair of whichever connector issued it, in the caller's transaction. */
    void revoke(DeviceTwin twin, DeviceFacts facts, MHealthConnector builtIn) {
        if (facts.known().isRemote()) {
            remotePairs.remove(twin.key());
        } else {
            builtIn.revoke(twin);
        }
    }

    /** Issues and records in the caller's transaction. {@code facts} are those from before. */
    IssuedCredential issue(DeviceTwin twin, DeviceFacts facts, Function<DeviceTwin, IssuedCredential> connector) {
        var issued = connector.apply(twin);
        if (facts.known().isRemote()) {
            remotePairs.remove(twin.key());
        }
        audit.changed(
                twin.deviceId(),
                facts.stateAndAccessId(clock.instant(), policy.maxAttempts()),
                DeviceState.AwaitingBootstrap + " " + issued.accessId());
        return issued;
    }
}
