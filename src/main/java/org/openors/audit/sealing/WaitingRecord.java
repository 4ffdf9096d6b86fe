package org.openors.audit.sealing;

import java.util.Optional;
import java.util.UUID;
import org.openors.audit.AuditMacs;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.settings.BadSetting;

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
        return faultOfMac(macs);
    }

    /** The look-up of a key that this node does not have may fail: only the records with that key wait. */
    private Optional<String> faultOfMac(AuditMacs macs) {
        try {
            return macs.verifies(content, keyId, mac)
                    ? Optional.empty()
                    : Optional.of("the record is not as its MAC says");
        } catch (BadSetting noLookUp) {
            return Optional.of("its key is not known, and can't be looked up");
        }
    }

    /** The chain that the record itself names. What the waiting list says of it counts for nothing. */
    ChainName chain() {
        return ChainName.of(content);
    }
}
