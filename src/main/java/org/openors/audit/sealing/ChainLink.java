package org.openors.audit.sealing;

import java.time.Instant;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;

/**
 * A place in a chain and the hash over all records up to it. Place 0 is before the first record.
 *
 * @param sealedAt when the record at this place was sealed; null if that is not known
 */
record ChainLink(ChainName chain, long sequence, byte[] hash, Instant sealedAt) {

    static ChainLink start(ChainName chain, AuditMacs macs, String keyId) {
        return new ChainLink(chain, 0, macs.start(chain, keyId).orElseThrow(), null);
    }

    ChainPlace place() {
        return new ChainPlace(chain, sequence);
    }

    /** The next link: it adds the record with this MAC. */
    ChainLink join(byte[] recordMac, AuditMacs macs, String keyId, Instant now) {
        var joined = macs.link(hash, recordMac, keyId).orElseThrow();
        return new ChainLink(chain, sequence + 1, joined, now);
    }
}
