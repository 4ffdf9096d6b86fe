package org.openors.credential;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.openors.wire.DeviceKey;

/** Ends a device's pair and its connection secret: both are dead when the caller's transaction commits. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class PairRevocation {

    @PersistenceContext
    EntityManager entities;

    public void revoke(DeviceKey device) {
        entities.createNamedQuery(BootstrapCredential.REVOKE)
                .setParameter("device", device)
                .executeUpdate();
    }
}
