package org.openors.audit.verification;

import java.security.MessageDigest;
import java.util.Iterator;
import java.util.Optional;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;

/**
 * Verifies a chain from one place on and finds the first place that is not as it was sealed. It needs the key, the
 * sealed records in the order of their numbers, and what checkpoints say about the chain. Memory grows neither with the
 * number of records nor with that of checkpoints.
 */
public final class ChainVerification {

    private final AuditMacs macs;
    private final ChainName chain;
    private final KnownPlaces known;
    private final SealTimes times;
    private long last;
    private byte[] before;
    private long head = Long.MAX_VALUE;
    private byte[] headHash;
    private long verified;

    /**
     * @param known the chain must reach the place of each checkpoint and have the checkpoint's hash there
     * @param last the place before the first one to verify; 0 for the beginning of the chain
     * @param hash the hash at that place; null for the beginning of the chain
     */
    public ChainVerification(AuditMacs macs, ChainName chain, KnownPlaces known, long last, byte[] hash) {
        this.macs = macs;
        this.chain = chain;
        this.known = known;
        this.times = new SealTimes(macs, chain, last == 0);
        this.last = last;
        this.before = hash;
    }

    /** Demands that the chain reaches this place and has this hash there. It may be longer. */
    public ChainVerification expectPlace(long sequence, byte[] hash) {
        head = sequence;
        headHash = hash;
        return this;
    }

    /** The number of records found good. */
    long verified() {
        return verified;
    }

    /** The last place that was found good. */
    long last() {
        return last;
    }

    KnownPlaces known() {
        return known;
    }

    /** When the records found good were sealed. */
    SealTimes times() {
        return times;
    }

    /** The first place that is not good; empty if all are good. */
    public Optional<Finding> firstProblem(Iterator<SealedRecord> records) {
        while (records.hasNext()) {
            var record = records.next();
            var problem = problemAt(record, records);
            if (problem.isPresent()) {
                return problem;
            }
        }
        long reached = Math.max(known.highest(), headHash == null ? 0 : head);
        return reached > last
                ? Optional.of(Finding.at(
                        last + 1, null, Problem.CUT_OFF, "the chain ends here, but it had come to " + reached))
                : known.bad();
    }

    private Optional<Finding> problemAt(SealedRecord record, Iterator<SealedRecord> later) {
        long place = last + 1;
        var joined = before == null ? macs.start(chain, record.sealKeyId()) : Optional.of(before);
        if (joined.isEmpty()) {
            return found(place, record, Problem.EDITED, "the seal is by a key that is not known");
        }
        before = joined.get();
        if (record.sequence() != place) {
            return wrongNumber(record, later);
        }
        if (record.isGone()) {
            return found(place, record, Problem.MISSING, "the record is gone, its seal is not");
        }
        if (!record.joins(before, record.hash(), record.sealKeyId(), macs)) {
            return brokenLink(record, later);
        }
        if (!record.isGenuine(macs)) {
            return found(place, record, Problem.EDITED, "the record is not as its MAC says");
        }
        if (!record.isOf(chain)) {
            return found(place, record, Problem.INSERTED, "the record is of another study or mode");
        }
        if (!times.areAsMade(record)) {
            return found(place, record, Problem.EDITED, "the time of the seal is not as it was made");
        }
        return accept(record);
    }

    private Optional<Finding> accept(SealedRecord record) {
        if (!known.allow(record.sequence(), record.hash()) || !headAllows(record)) {
            return found(
                    record.sequence(),
                    record,
                    Problem.CUT_OFF,
                    "the chain was cut at or before this and went on otherwise");
        }
        last = record.sequence();
        before = record.hash();
        verified++;
        times.accept(record, known.timeAt(last));
        return Optional.empty();
    }

    private boolean headAllows(SealedRecord record) {
        return record.sequence() != head || MessageDigest.isEqual(headHash, record.hash());
    }

    private Optional<Finding> wrongNumber(SealedRecord record, Iterator<SealedRecord> later) {
        long place = last + 1;
        if (record.sequence() < place) {
            return found(record.sequence(), record, Problem.INSERTED, "the number is there twice");
        }
        var successor = new Successor(macs, before).search(record).search(later);
        return successor.isFound()
                ? found(place, null, Problem.REORDERED, "the record of this number has another")
                : found(place, null, Problem.MISSING, "the number is missing");
    }

    /** The record does not follow the place before it. Whether a later record does, tells how the chain was changed. */
    private Optional<Finding> brokenLink(SealedRecord record, Iterator<SealedRecord> later) {
        boolean isGenuine = record.isGenuine(macs);
        boolean isOurs = isGenuine && record.isOf(chain);
        long place = record.sequence();
        var successor = new Successor(macs, before);
        if (isOurs) {
            successor.acceptHashOf(record);
        }
        successor.search(later);
        if (isOurs && (successor.wouldFollow(record) || isKnown(record))) {
            return found(place, record, Problem.EDITED, "the seal is not as it was made");
        }
        if (isOurs) {
            return successor.isFound()
                    ? found(place, record, Problem.REORDERED, "the record was sealed at another place")
                    : found(place, record, Problem.MISSING, "the record that was sealed here is gone");
        }
        if (isGenuine || successor.isFound() || place > head) {
            return found(place, record, Problem.INSERTED, "the record was not sealed here");
        }
        return found(place, record, Problem.EDITED, "neither the record nor its seal is as it was made");
    }

    /** Whether the known hash of this place is the one that the record has here. */
    private boolean isKnown(SealedRecord record) {
        var hash = known.hashAt(record.sequence()).orElse(record.sequence() == head ? headHash : null);
        return hash != null && record.joins(before, hash, record.sealKeyId(), macs);
    }

    private static Optional<Finding> found(long place, SealedRecord record, Problem problem, String description) {
        return Optional.of(Finding.at(place, record == null ? null : record.recordId(), problem, description));
    }
}
