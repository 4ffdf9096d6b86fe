package org.openors.audit.archive;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.openors.audit.AuditMacs;
import org.openors.audit.Checkpoint;
import org.openors.audit.verification.ChainVerification;
import org.openors.audit.verification.Finding;
import org.openors.audit.verification.KnownPlaces;
import org.openors.audit.verification.Problem;
import org.openors.audit.verification.VerificationResult;

/** Verifies an archive with the key and checkpoints only, without a server or database. */
final class ArchiveVerification {

    private final AuditMacs macs;
    private final ArchiveHead head;
    private Finding before;
    private Finding beyond;

    ArchiveVerification(AuditMacs macs, ArchiveHead head) {
        this.macs = macs;
        this.head = head;
    }

    /** @param checkpoints the checkpoints of the archive's chain, from all nodes */
    VerificationResult verify(ArchiveFile archive, KnownPlaces.Source checkpoints, Instant now) throws IOException {
        checkpoints.forEach(this::isOutside, line -> line.ifPresent(this::compare));
        boolean isBeginning = head.fromSequence() == 1;
        var known = new KnownPlaces(
                macs, (wanted, each) -> checkpoints.forEach(place -> isInRange(place) && wanted.test(place), each));
        var verification = new ChainVerification(
                macs, head.chain(), known, head.fromSequence() - 1, isBeginning ? null : head.hashBefore());
        if (head.toSequence() > 0) {
            verification.expectPlace(head.toSequence(), head.hash());
        }
        var first = ofTheHead()
                .or(() -> Optional.ofNullable(before))
                .or(() -> verification.firstProblem(archive))
                .or(() -> Optional.ofNullable(beyond))
                .orElse(null);
        return VerificationResult.of(verification, 0, now, first);
    }

    private Optional<Finding> ofTheHead() {
        return head.isGenuine(macs)
                ? Optional.empty()
                : Optional.of(Finding.outside(null, Problem.EDITED, "no key vouches for the archive's first line"));
    }

    private boolean isInRange(long place) {
        return place >= head.fromSequence() && place <= head.toSequence();
    }

    private boolean isOutside(long place) {
        return place == head.fromSequence() - 1 || place > head.lastSequence();
    }

    private void compare(Checkpoint checkpoint) {
        if (isBefore(checkpoint) && before == null && checkpoint.isGenuine(macs)) {
            before = Finding.at(
                    checkpoint.sequence(),
                    null,
                    Problem.CUT_OFF,
                    "the chain was cut at or before this and went on otherwise");
        }
        if (isBeyond(checkpoint) && beyond == null && checkpoint.isGenuine(macs)) {
            beyond = Finding.at(
                    head.lastSequence() + 1,
                    null,
                    Problem.CUT_OFF,
                    "the chain ended here, but it had come to " + checkpoint.sequence());
        }
    }

    /** A checkpoint of the place right before the archive with a hash that differs from the head. */
    private boolean isBefore(Checkpoint checkpoint) {
        return checkpoint.sequence() == head.fromSequence() - 1 && !Arrays.equals(checkpoint.hash(), head.hashBefore());
    }

    /** A checkpoint older than the archive of a place that the chain no longer had when the archive was made. */
    private boolean isBeyond(Checkpoint checkpoint) {
        return checkpoint.sequence() > head.lastSequence() && !checkpoint.time().isAfter(head.time());
    }
}
