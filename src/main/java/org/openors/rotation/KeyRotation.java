package org.openors.rotation;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.Set;
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
     * Makes keys known to all nodes, see {@link KeyChecks}.
     *
     * @param checkValues by key id
     * @return the ids that were not known before
     * @throws BadSetting if a known id has another key than before
     */
    public Set<String> makeKnown(Map<String, byte[]> checkValues) {
        return checks.add(checkValues);
    }

    /**
     * Records the rotation, unless another node did. The lock on the one row of {@code key_in_use} decides. A key that was not known,
     * although it was in use, is recorded too: somebody may have removed its check value.
     *
     * @param isNew whether this node made the key known
     */
    public void recordFirstUse(String keyId, boolean isNew) {
        var inUse = entities.find(KeyInUse.class, ONLY_ROW, LockModeType.PESSIMISTIC_WRITE);
        if (isNew || !keyId.equals(inUse.keyId())) {
            audit.changedByService(AuditAction.ROTATE_KEY, inUse.keyId(), keyId);
            inUse.changeTo(keyId);
        }
    }
}
