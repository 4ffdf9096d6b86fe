package org.openors.audit.sealing;

import java.util.UUID;
import org.openors.audit.AuditMacs;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;

/** A committed record without a place in its chain; without content if it was removed since it was written. */
record WaitingRecord(UUID id, ChainName chain, CanonicalRecord content, String keyId, byte[] mac) {

    boolean isGenuine(AuditMacs macs) {
        return content != null && macs.vouchFor(content, keyId, mac);
    }
}
