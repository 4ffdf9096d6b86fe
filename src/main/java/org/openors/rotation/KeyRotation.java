package org.openors.rotation;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
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

    /**
     * Records that this key is the one in use now, unless another node did. Nodes do this one after the other. The first use of a key has a
     * record of its own id, so it does not matter what somebody wrote into {@code key_in_use}.
     *
     * @param checkValue of the key
     */
    public void recordUse(String keyId, byte[] checkValue) {
        var inUse = inUse();
        var firstUse = idOfFirstUse(checkValue);
        if (!audit.isWritten(firstUse)) {
            audit.changedByService(firstUse, AuditAction.ROTATE_KEY, inUse.keyId(), keyId);
        } else if (!keyId.equals(inUse.keyId())) {
            audit.changedByService(AuditAction.ROTATE_KEY, inUse.keyId(), keyId);
        }
        inUse.changeTo(keyId);
    }

    /** A UUID of version 8 (RFC 9562, section 5.8). It is before all that are in the order of time. */
    private static UUID idOfFirstUse(byte[] checkValue) {
        var value = ByteBuffer.wrap(checkValue);
        long first = value.getLong() >>> 16 & ~0xF000L | 0x8000L;
        long second = value.getLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(first, second);
    }
}
