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
import org.openors.settings.BadSetting;

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
     * Makes keys known to all nodes, see {@link KeyChecks}. If the key in use was not known, that is recorded: somebody may have removed its
     * check value.
     *
     * @param checkValues by key id
     * @throws BadSetting if a known id has another key than before
     */
    public void makeKnown(Map<String, byte[]> checkValues) {
        var added = checks.add(checkValues);
        var inUse = inUse().keyId();
        if (added.contains(inUse)) {
            audit.changedByService(AuditAction.ROTATE_KEY, inUse, inUse);
        }
    }

    private KeyInUse inUse() {
        return entities.find(KeyInUse.class, ONLY_ROW, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Records the rotation, unless another node did. The lock on the one row of {@code key_in_use} decides. */
    public void recordFirstUse(String keyId) {
        var inUse = inUse();
        if (!keyId.equals(inUse.keyId())) {
            audit.changedByService(AuditAction.ROTATE_KEY, inUse.keyId(), keyId);
            inUse.changeTo(keyId);
        }
    }
}
