package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.openors.connector.DeviceTwin;
import org.openors.connector.MHealthConnector;
import org.openors.connector.selection.Connectors;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.IssuedCredential;
import org.openors.security.Caller;

/**
 * Asks the connector of the study for an operation on a device that has passed the checks, in the caller's transaction. Only
 * here the two kinds of connectors are told apart.
 */
@ApplicationScoped
public class ConnectorSteps {

    @Inject
    Connectors connectors;

    @Inject
    BuiltInSteps builtIn;

    @Inject
    RemoteSteps remote;

    @Inject
    Registrations registrations;

    @Inject
    Caller caller;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    /** @param expected the states in which the pair may be replaced: the last that is checked */
    Step<IssuedCredential> recreate(DeviceRef device, DeviceFacts facts, IfMatch expected) {
        var connector = connector(device, facts);
        expected.require(facts);
        var asked = asked(connector, device, facts);
        return steps(asked).recreate(asked);
    }

    /**
     * The connector that issued the pair ends it. Where the built-in one never issued any, only a remote one can know of a pair:
     * a device that was brought over may have one from the earlier system.
     *
     * @param expected the states in which the pair may be revoked: the last that is checked
     */
    Step<UUID> revoke(DeviceRef device, DeviceFacts facts, IfMatch expected) {
        boolean isRemotePair = facts.known().isRemote() || facts.pair() == null;
        var connector = connectors.ofPair(device.study(), facts.connector(), isRemotePair);
        expected.require(facts);
        var asked = asked(connector, device, facts);
        return steps(asked).revoke(asked);
    }

    Step<UUID> deregister(DeviceRef device, DeviceFacts facts) {
        var asked = asked(connector(device, facts), device, facts);
        return steps(asked).deregister(asked);
    }

    /** A device that is not registered yet gets a device instance identifier: from here, or from the remote connector. */
    Step<IssuedCredential> register(DeviceRef device, DeviceFacts facts, String subjectNumber, String vendorCode) {
        var connector = connector(device, facts);
        boolean isBuiltIn = connector.isTransactional();
        var id = isBuiltIn && !facts.isRegistered() ? UUID.randomUUID() : facts.deviceId();
        var ofOtherModes = isBuiltIn ? Set.<UUID>of() : registrations.ofOtherModes(device.key());
        var asked = asked(connector, device, facts, id, ofOtherModes, subjectNumber, vendorCode);
        return steps(asked).register(asked);
    }

    private DeviceSteps steps(Asked asked) {
        return asked.connector().isTransactional() ? builtIn : remote;
    }

    private MHealthConnector connector(DeviceRef device, DeviceFacts facts) {
        return connectors.of(device.study(), facts.connector());
    }

    private Asked asked(MHealthConnector connector, DeviceRef device, DeviceFacts facts) {
        return asked(connector, device, facts, facts.deviceId(), Set.of(), null, null);
    }

    private Asked asked(
            MHealthConnector connector,
            DeviceRef device,
            DeviceFacts facts,
            UUID deviceId,
            Set<UUID> ofOtherModes,
            String subjectNumber,
            String vendorCode) {
        var twin = new DeviceTwin(
                device.key(),
                deviceId,
                device.subjectId(),
                Objects.requireNonNullElse(facts.siteId(), ""),
                device.mSubjectId(),
                facts.twinMSubjectId(),
                ofOtherModes,
                subjectNumber,
                vendorCode,
                facts.pair(),
                caller.name().orElseThrow(),
                caller.displayName().orElse(null));
        return new Asked(connector, device, twin, facts, facts.stateAndAccessId(clock.instant(), policy.maxAttempts()));
    }
}
