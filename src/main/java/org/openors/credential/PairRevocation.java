package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.openors.database.LostRace;
import org.openors.identity.DeviceKey;

/** Ends a device's pair and its connection secret: both are dead when the caller's transaction commits. */
@ApplicationScoped
public class PairRevocation {

    @PersistenceContext
    EntityManager entities;

    @Inject
    CredentialPolicy policy;

    /** Revokes the pair in whatever state it is, if there is one. For a device whose pairs another connector issues now. */
    public void revokeAny(DeviceKey device) {
        entities.createNamedQuery(BootstrapCredential.REVOKE_ANY)
                .setParameter("device", device)
                .executeUpdate();
    }

    /**
     * Revokes the pair that the caller has seen.
     *
     * @throws LostRace if it changed since
     */
    public void revoke(DeviceKey device, SeenPair pair) {
        int revoked = pair.name(entities.createNamedQuery(BootstrapCredential.REVOKE), policy.maxAttempts())
                .setParameter("device", device)
                .executeUpdate();
        if (revoked == 0) {
            throw new LostRace("the pair changed since it was read");
        }
    }
}
