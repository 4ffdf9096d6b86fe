package org.openors.rotation;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import org.openors.audit.AuditAction;
import org.openors.audit.AuditTrail;

/** Notes that a key makes what is new from here on: once, however many nodes notice. */
@Stateless
public class KeyRotation {

    private static final int ONLY_ROW = 1;

    @PersistenceContext
    EntityManager entities;

    @Inject
    AuditTrail audit;

    /** Records the rotation, unless another node has: the one row of {@code key_in_use} decides, under its lock. */
    public void firstUse(String keyId) {
        var inUse = entities.find(KeyInUse.class, ONLY_ROW, LockModeType.PESSIMISTIC_WRITE);
        if (!keyId.equals(inUse.keyId())) {
            audit.recordChangeByService(AuditAction.ROTATE_KEY, inUse.keyId(), keyId);
            inUse.changeTo(keyId);
        }
    }
}
