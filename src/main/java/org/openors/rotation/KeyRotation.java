package org.openors.rotation;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import org.openors.audit.AuditAction;
import org.openors.audit.AuditTrail;
import org.openors.database.InTurn;

/** Makes keys known before they are used, and records the first use of a new one: once, however many nodes see it. */
@Stateless
@InTurn
public class KeyRotation {

    private static final int ONLY_ROW = 1;

    @PersistenceContext
    EntityManager entities;

    @Inject
    AuditTrail audit;

    @Inject
    KeyChecks checks;

    /**
     * Records the rotation, unless another node did. The lock on the one row of {@code key_in_use} decides. A key whose
     * check value is new, although it was in use, is recorded too: somebody may have removed the value.
     *
     * @param checkValues of all keys
     */
    public void recordFirstUse(String keyId, Map<String, byte[]> checkValues) {
        boolean isNew = checks.add(checkValues, keyId);
        var inUse = entities.find(KeyInUse.class, ONLY_ROW, LockModeType.PESSIMISTIC_WRITE);
        if (isNew || !keyId.equals(inUse.keyId())) {
            audit.changedByService(AuditAction.ROTATE_KEY, inUse.keyId(), keyId);
            inUse.changeTo(keyId);
        }
    }
}
