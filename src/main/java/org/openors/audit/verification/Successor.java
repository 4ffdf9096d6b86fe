package org.openors.audit.verification;

import java.util.Iterator;
import org.openors.audit.AuditMacs;

/** Looks among the records of later places for the one that was sealed right after a place known to be good. */
final class Successor {

    private final AuditMacs macs;
    private final byte[] before;
    private SealedRecord first;
    private SealedRecord otherSeal;
    private boolean isFound;

    /** @param before the hash of the place known to be good */
    Successor(AuditMacs macs, byte[] before) {
        this.macs = macs;
        this.before = before;
    }

    /** Takes a record as well that makes the hash of this one: its seal stayed where it was. */
    void orWithHashOf(SealedRecord record) {
        otherSeal = record;
    }

    Successor soughtIn(SealedRecord record) {
        first = first == null ? record : first;
        isFound = isFound
                || record.joins(before, record.hash(), record.sealKeyId(), macs)
                || otherSeal != null && record.joins(before, otherSeal.hash(), otherSeal.sealKeyId(), macs);
        return this;
    }

    Successor soughtIn(Iterator<SealedRecord> records) {
        while (!isFound && records.hasNext()) {
            soughtIn(records.next());
        }
        return this;
    }

    boolean isFound() {
        return isFound;
    }

    /** Whether the first record that was looked at follows this one, if this one is taken to be in its place. */
    boolean wouldFollow(SealedRecord record) {
        return first != null
                && macs.link(before, record.mac(), first.sealKeyId())
                        .filter(hash -> first.joins(hash, first.hash(), first.sealKeyId(), macs))
                        .isPresent();
    }
}
