package org.openors.rotation;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import org.openors.audit.AuditAction;
import org.openors.audit.AuditTrail;
import org.openors.database.InTurn;

/** Records the first use of a new key: once, however many nodes see it. */
@Stateless
@InTurn
public class KeyRotation {

    private static final int ONLY_ROW = 1;

    @PersistenceContext
    EntityManager entities;

    @Inject
    AuditTrail audit;

    /** Records the rotation, unless another node did. The lock on the one row of {@code key_in_use} decides. */
    public void recordFirstUse(String keyId) {
        var inUse = entities.find(KeyInUse.class, ONLY_ROW, LockModeType.PESSIMISTIC_WRITE);
        if (!keyId.equals(inUse.keyId())) {
            audit.changedByService(AuditAction.ROTATE_KEY, inUse.keyId(), keyId);
            inUse.changeTo(keyId);
        }
    }
}
