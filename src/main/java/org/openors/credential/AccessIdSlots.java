package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.openors.keys.KeyedHash;
import org.openors.keys.SecretKeys;

/**
 * Spreads access IDs, known and unknown ones alike, over {@link #COUNT} slots by a keyed hash. A stranger can't choose
 * access IDs that share a slot.
 */
@ApplicationScoped
public class AccessIdSlots {

    /** The rows of the table {@code unknown_access_id}. */
    public static final int COUNT = 256;

    private static final String SLOT = "access ID slot";

    private SecretKeys keys;

    protected AccessIdSlots() {}

    @Inject
    public AccessIdSlots(SecretKeys keys) {
        this.keys = keys;
    }

    /**
     * From 0 to {@link #COUNT} - 1.
     *
     * @param accessId in its canonical form
     */
    public int of(String accessId) {
        var key = keys.requiredSubKey(keys.newestId(), SLOT);
        return Byte.toUnsignedInt(KeyedHash.of(key, KeyedHash.utf8(accessId))[0]);
    }
}
