package org.openors.audit.sealing;

import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;

/** A place in a chain that is taken, and the hash over all up to it; place 0 is before the first record. */
record Link(ChainName chain, long sequence, byte[] hash) {

    static Link start(ChainName chain, AuditMacs macs, String keyId) {
        return new Link(chain, 0, macs.start(chain, keyId).orElseThrow());
    }

    /** The next link, which joins the record with this MAC. */
    Link join(byte[] recordMac, AuditMacs macs, String keyId) {
        var joined = macs.link(hash, recordMac, keyId).orElseThrow();
        return new Link(chain, sequence + 1, joined);
    }
}
