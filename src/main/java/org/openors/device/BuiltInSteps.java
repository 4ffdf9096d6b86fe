package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.util.UUID;
import org.openors.audit.AuditTrail;
import org.openors.connector.RemotePairs;
import org.openors.credential.DeviceState;
import org.openors.credential.IssuedCredential;
import org.openors.database.LostRace;

/** Does and records all in the caller's transaction. A write to a pair names the one that it replaces, or the registration. */
@ApplicationScoped
public class BuiltInSteps implements DeviceSteps {

    @Inject
    Registrations registrations;

    @Inject
    RemotePairs remotePairs;

    @Inject
    AuditTrail audit;

    @Override
    public Step<IssuedCredential> recreate(Asked asked) {
        if (asked.facts().pair() == null) {
            registrations.lock(asked.device(), asked.facts());
        }
        return issued(asked, asked.connector().recreate(asked.twin()));
    }

    @Override
    public Step<IssuedCredential> register(Asked asked) {
        registrations.store(
                asked, asked.facts(), asked.twin().deviceId(), asked.facts().twinMSubjectId());
        return issued(asked, asked.connector().register(asked.twin()));
    }

    /** If there is no pair, nothing changes. */
    @Override
    public Step<UUID> revoke(Asked asked) {
        if (asked.facts().known().isThere()) {
            registrations.lock(asked.device(), asked.facts());
            endPairs(asked);
        }
        return changed(asked, DeviceState.NoPair);
    }

    @Override
    public Step<UUID> deregister(Asked asked) {
        try {
            registrations.lock(asked.device(), asked.facts());
            asked.connector().deregister(asked.twin());
            registrations.end(asked.twin().key());
        } catch (PersistenceException failure) {
            throw LostRace.ifConflict("the device was changed by another request", failure);
        }
        return changed(asked, DeviceState.NotRegistered);
    }

    /** Those of both kinds of connectors: one that a remote connector may have issued hides one that was issued here. */
    private void endPairs(Asked asked) {
        if (asked.facts().hasBuiltInPair()) {
            asked.connector().revoke(asked.twin());
        }
        remotePairs.remove(asked.twin().key());
    }

    private Step<IssuedCredential> issued(Asked asked, IssuedCredential pair) {
        if (asked.facts().known().isRemote()) {
            remotePairs.remove(asked.twin().key());
        }
        audit.changed(
                asked.twin().deviceId(), asked.stateBefore(), DeviceState.AwaitingBootstrap + " " + pair.accessId());
        return Step.done(pair);
    }

    private Step<UUID> changed(Asked asked, DeviceState after) {
        audit.changed(asked.twin().deviceId(), asked.stateBefore(), after.name());
        return Step.done(asked.twin().deviceId());
    }
}
