package org.openors.audit.sealing;

import java.util.Optional;
import java.util.UUID;
import org.openors.audit.AuditMacs;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;

/**
 * An entry of the waiting list and the record that it names.
 *
 * @param content the record; null if it is gone
 * @param isSealed whether the record has a place in some chain already
 */
record WaitingRecord(UUID id, CanonicalRecord content, String keyId, byte[] mac, boolean isSealed) {

    /** Why the record gets no place; empty if it gets one. */
    Optional<String> fault(AuditMacs macs) {
        if (content == null) {
            return Optional.of("the record is gone");
        }
        if (isSealed) {
            return Optional.of("the record has a seal already");
        }
        return macs.verifies(content, keyId, mac) ? Optional.empty() : Optional.of("the record is not as its MAC says");
    }

    /** The chain that the record itself names. What the waiting list says of it counts for nothing. */
    ChainName chain() {
        return ChainName.of(content);
    }
}
