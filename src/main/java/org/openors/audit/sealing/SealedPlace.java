package org.openors.audit.sealing;

import java.security.MessageDigest;
import java.util.Optional;
import org.openors.audit.AuditMacs;

/**
 * A seal, with all that shows that this service made it.
 *
 * @param recordMac empty if the record is gone
 * @param before the hash at the place before; null if there is none
 */
record SealedPlace(Place place, byte[] hash, String keyId, byte[] recordMac, byte[] before) {

    /** Whether the key gives this hash. False if the key is not known. */
    boolean isGenuine(AuditMacs macs) {
        var start = place.sequence() == 1 ? macs.start(place.chain(), keyId) : Optional.ofNullable(before);
        return start.flatMap(hashBefore -> macs.link(hashBefore, recordMac, keyId))
                .filter(expected -> MessageDigest.isEqual(expected, hash))
                .isPresent();
    }
}
