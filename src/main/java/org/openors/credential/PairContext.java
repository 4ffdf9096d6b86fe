package org.openors.credential;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.openors.identity.DeviceKey;

/**
 * What a pair is valid for, and until when.
 *
 * @param device the registered item, which names the study and the mode too
 * @param subjectId the subject to whom the item was dispensed
 * @param expiresAt to the millisecond
 */
record PairContext(DeviceKey device, UUID subjectId, String accessId, Instant expiresAt) {

    /** Subject and expiry in bytes: 24. */
    byte[] subjectAndExpiry() {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(subjectId.getMostSignificantBits())
                .putLong(subjectId.getLeastSignificantBits())
                .putLong(expiresAt.toEpochMilli())
                .array();
    }
}
