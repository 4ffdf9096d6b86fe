package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.openors.identity.DeviceKey;

/** Ends a device's pair and its connection secret: both are dead when the caller's transaction commits. */
@ApplicationScoped
public class PairRevocation {

    @PersistenceContext
    EntityManager entities;

    public void revoke(DeviceKey device) {
        entities.createNamedQuery(BootstrapCredential.REVOKE)
                .setParameter("device", device)
                .executeUpdate();
    }
}
