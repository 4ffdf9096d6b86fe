package org.openors.audit.sealing;

import java.util.UUID;
import org.openors.audit.AuditMacs;
import org.openors.audit.SealTime;

/** A record's new place in its chain. */
record NewSeal(UUID recordId, ChainLink link, byte[] timeMac) {

    /** Puts the record right after this link. */
    static NewSeal of(UUID recordId, ChainLink link, ChainLink before, AuditMacs macs, String keyId) {
        var time =
                new SealTime(link.chain(), link.sequence(), recordId, link.hash(), link.sealedAt(), before.sealedAt());
        return new NewSeal(recordId, link, time.sign(macs, keyId));
    }
}
