package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openors.audit.AuditTrail;
import org.openors.connector.CallEntries;
import org.openors.connector.CallEntry;
import org.openors.connector.ConnectorFailure;
import org.openors.connector.RemotePairs;
import org.openors.credential.DeviceState;
import org.openors.credential.IssuedCredential;
import org.openors.credential.PairRevocation;
import org.openors.error.ErrorCode;
import org.openors.identity.Identifier;

/** Enters calls of a remote connector, and says what is stored of their results. Each method is in the caller's transaction. */
@ApplicationScoped
public class RemoteSteps implements DeviceSteps {

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

    @Override
    public Step<IssuedCredential> recreate(Asked asked) {
        return step(asked, () -> asked.connector().recreate(asked.twin()), issued -> {
            registrations.require(
                    asked.twin().key(), asked.twin().deviceId(), asked.twin().mSubjectId());
            storePair(asked, issued);
        });
    }

    /**
     * The registration gets the device instance identifier of the connector. An import may have changed it during the call, or
     * taken the item from the subject: the checks must hold for what is stored now.
     */
    @Override
    public Step<IssuedCredential> register(Asked asked) {
        return step(asked, () -> asked.connector().register(asked.twin()), issued -> {
            var current = eligibility.requireForRegistration(
                    asked.device(),
                    asked.twin().surrogateSubjectId(),
                    asked.twin().vendorCode());
            registrations.store(asked, current, issued.deviceId(), asked.twin().mSubjectId());
            storePair(asked, issued);
        });
    }

    @Override
    public Step<UUID> revoke(Asked asked) {
        return step(asked, done(asked, () -> asked.connector().revoke(asked.twin())), revoked -> {
            requireRegistered(asked);
            endBuiltInPair(asked);
            pairs.remove(asked.twin().key());
            record(asked, revoked, DeviceState.NoPair.name());
        });
    }

    @Override
    public Step<UUID> deregister(Asked asked) {
        return step(asked, done(asked, () -> asked.connector().deregister(asked.twin())), ended -> {
            requireRegistered(asked);
            endBuiltInPair(asked);
            record(asked, ended, DeviceState.NotRegistered.name());
            registrations.end(asked.twin().key());
        });
    }

    private void requireRegistered(Asked asked) {
        registrations.require(
                asked.twin().key(), asked.twin().deviceId(), asked.twin().twinMSubjectId());
    }

    private static Supplier<UUID> done(Asked asked, Runnable call) {
        return () -> {
            call.run();
            return asked.twin().deviceId();
        };
    }

    private <T> Step<T> step(Asked asked, Supplier<T> ask, Consumer<T> store) {
        var entry = new CallEntry(asked.twin().key(), audit.newId());
        var record = audit.pending(entry.callId(), asked.facts().deviceId(), asked.stateBefore(), lastCall(asked));
        entries.begin(entry, asked.connector().limit(), record);
        eligibility.requireUnchanged(asked.device(), asked.facts());
        return Step.toCall(new Step.Call<>(entry, asked.connector(), ask, store));
    }

    private void storePair(Asked asked, IssuedCredential issued) {
        endBuiltInPair(asked);
        pairs.store(asked.twin(), issued);
        record(asked, issued.deviceId(), DeviceState.AwaitingBootstrap + " " + issued.accessId());
    }

    /**
     * A pair that the built-in connector has issued before is of no use any more. One that it has issued during the call stays.
     * It is locked before the remote pair, as everywhere (ADR 24).
     *
     * @throws ConnectorFailure if it has issued or revoked one during the call: the answer came too late
     */
    private void endBuiltInPair(Asked asked) {
        if (!builtInPairs.removeSame(asked.twin().key(), asked.twin().pair())) {
            throw new ConnectorFailure(ErrorCode.CONNECTOR_UNAVAILABLE, true);
        }
    }

    private void record(Asked asked, UUID deviceId, String after) {
        audit.changedByCall(deviceId, before(asked, deviceId), after, lastCall(asked));
    }

    /** The record of a registration that made another device also names the one that it replaces. */
    private static String before(Asked asked, UUID deviceId) {
        var former = asked.facts().deviceId();
        return former == null || former.equals(deviceId)
                ? asked.stateBefore()
                : asked.stateBefore() + " of device " + Identifier.format(former);
    }

    private static String lastCall(Asked asked) {
        return asked.connector().lastCall().orElse(null);
    }
}
