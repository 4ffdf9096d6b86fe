package org.openors.audit.sealing;

import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;

/** A place in a chain and the hash over all records up to it. Place 0 is before the first record. */
record ChainLink(ChainName chain, long sequence, byte[] hash) {

    static ChainLink start(ChainName chain, AuditMacs macs, String keyId) {
        return new ChainLink(chain, 0, macs.start(chain, keyId).orElseThrow());
    }

    /** The next link: it adds the record with this MAC. */
    ChainLink join(byte[] recordMac, AuditMacs macs, String keyId) {
        var joined = macs.link(hash, recordMac, keyId).orElseThrow();
        return new ChainLink(chain, sequence + 1, joined);
    }
}
