package org.openors.audit.verification;

import java.util.Iterator;
import org.openors.audit.AuditMacs;

/** Searches later places for the record that was sealed right after a good place. */
final class Successor {

    private final AuditMacs macs;
    private final byte[] before;
    private SealedRecord first;
    private SealedRecord otherSeal;
    private boolean isFound;

    /** @param before the hash of the good place */
    Successor(AuditMacs macs, byte[] before) {
        this.macs = macs;
        this.before = before;
    }

    /** Also accepts a record that gives the hash of this one: a record that was moved without its seal. */
    void acceptHashOf(SealedRecord record) {
        otherSeal = record;
    }

    Successor search(SealedRecord record) {
        first = first == null ? record : first;
        isFound = isFound
                || record.joins(before, record.hash(), record.sealKeyId(), macs)
                || otherSeal != null && record.joins(before, otherSeal.hash(), otherSeal.sealKeyId(), macs);
        return this;
    }

    Successor search(Iterator<SealedRecord> records) {
        while (!isFound && records.hasNext()) {
            search(records.next());
        }
        return this;
    }

    boolean isFound() {
        return isFound;
    }

    /** Whether the first record that was searched follows this one, if this one follows the good place. */
    boolean wouldFollow(SealedRecord record) {
        return first != null
                && macs.link(before, record.mac(), first.sealKeyId())
                        .filter(hash -> first.joins(hash, first.hash(), first.sealKeyId(), macs))
                        .isPresent();
    }
}
