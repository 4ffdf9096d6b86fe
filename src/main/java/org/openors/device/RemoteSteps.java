package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openors.audit.AuditTrail;
import org.openors.connector.CallEntries;
import org.openors.connector.DeviceTwin;
import org.openors.connector.MHealthConnector;
import org.openors.connector.RemotePairs;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.DeviceState;
import org.openors.credential.IssuedCredential;
import org.openors.credential.PairRevocation;

/** Enters calls of a remote connector, and says what is stored of their results. Each method is in the caller's transaction. */
@ApplicationScoped
public class RemoteSteps {

    @Inject
    Eligibility eligibility;

    @Inject
    CallEntries entries;

    @Inject
    RemotePairs pairs;

    @Inject
    PairRevocation builtInPairs;

    @Inject
    Registrations registrations;

    @Inject
    AuditTrail audit;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    /** A new pair for a registered device. */
    Step<IssuedCredential> recreate(MHealthConnector connector, DeviceTwin twin, DeviceFacts facts) {
        return step(connector, twin, facts, () -> connector.recreate(twin), issued -> {
            registrations.require(twin.key(), twin.deviceId());
            storePair(connector, twin, facts, issued);
        });
    }

    /** A registration, which gets the device instance identifier of the connector. */
    Step<IssuedCredential> register(
            MHealthConnector connector, DeviceTwin twin, DeviceFacts facts, Consumer<UUID> registration) {
        return step(connector, twin, facts, () -> connector.register(twin), issued -> {
            registration.accept(issued.deviceId());
            storePair(connector, twin, facts, issued);
        });
    }

    /** The end of a pair. */
    Step<UUID> revoke(MHealthConnector connector, DeviceTwin twin, DeviceFacts facts) {
        Supplier<UUID> ask = () -> {
            connector.revoke(twin);
            return twin.deviceId();
        };
        return step(connector, twin, facts, ask, revoked -> {
            registrations.require(twin.key(), revoked);
            builtInPairs.removeAny(twin.key());
            pairs.remove(twin.key());
            audit.changedByCall(revoked, before(facts), DeviceState.NoPair.name(), lastCall(connector));
        });
    }

    /** The end of a registration. */
    Step<UUID> deregister(MHealthConnector connector, DeviceTwin twin, DeviceFacts facts) {
        Supplier<UUID> ask = () -> {
            connector.deregister(twin);
            return twin.deviceId();
        };
        return step(connector, twin, facts, ask, ended -> {
            registrations.require(twin.key(), ended);
            builtInPairs.removeAny(twin.key());
            registrations.end(twin.key());
            audit.changedByCall(ended, before(facts), DeviceState.NotRegistered.name(), lastCall(connector));
        });
    }

    private <T> Step<T> step(
            MHealthConnector connector, DeviceTwin twin, DeviceFacts facts, Supplier<T> ask, Consumer<T> store) {
        var record = audit.pending(facts.deviceId(), before(facts), lastCall(connector));
        var entry = entries.begin(twin.key(), connector.limit(), record);
        eligibility.requireUnchanged(new DeviceRef(twin.key(), twin.subjectId(), twin.mSubjectId()), facts);
        return Step.toCall(new Step.Call<>(entry, connector, ask, store));
    }

    private void storePair(MHealthConnector connector, DeviceTwin twin, DeviceFacts facts, IssuedCredential issued) {
        builtInPairs.removeAny(twin.key());
        pairs.store(twin, issued);
        audit.changedByCall(
                issued.deviceId(),
                before(facts),
                DeviceState.AwaitingBootstrap + " " + issued.accessId(),
                lastCall(connector));
    }

    private static String lastCall(MHealthConnector connector) {
        return connector.lastCall().orElse(null);
    }

    private String before(DeviceFacts facts) {
        return facts.stateAndAccessId(clock.instant(), policy.maxAttempts());
    }
}
