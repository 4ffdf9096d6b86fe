package org.openors.audit.archive;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openors.audit.AuditMacs;
import org.openors.audit.Checkpoint;
import org.openors.audit.verification.ChainVerification;
import org.openors.audit.verification.Finding;
import org.openors.audit.verification.Problem;
import org.openors.audit.verification.VerificationResult;

/** Verifies an archive with the key and checkpoints only, without a server or database. */
final class ArchiveVerification {

    private final AuditMacs macs;
    private final ArchiveHead head;

    ArchiveVerification(AuditMacs macs, ArchiveHead head) {
        this.macs = macs;
        this.head = head;
    }

    /** @param checkpoints the checkpoints of the archive's chain, from all nodes */
    VerificationResult verify(ArchiveFile archive, Collection<Checkpoint> checkpoints) {
        boolean isBeginning = head.fromSequence() == 1;
        var inRange = checkpoints.stream().filter(this::isInRange).collect(Collectors.toSet());
        var verification = new ChainVerification(
                        macs, head.chain(), head.fromSequence() - 1, isBeginning ? null : head.hashBefore())
                .expectCheckpoints(inRange);
        if (head.toSequence() > 0) {
            verification.expectPlace(head.toSequence(), head.hash());
        }
        var first = ofTheHead()
                .or(() -> before(checkpoints))
                .or(() -> verification.firstProblem(archive))
                .or(() -> beyond(checkpoints))
                .orElse(null);
        return VerificationResult.of(verification, 0, inRange.size(), first);
    }

    private Optional<Finding> ofTheHead() {
        return head.isGenuine(macs)
                ? Optional.empty()
                : Optional.of(Finding.outside(null, Problem.EDITED, "no key vouches for the archive's first line"));
    }

    private boolean isInRange(Checkpoint checkpoint) {
        return checkpoint.sequence() >= head.fromSequence() && checkpoint.sequence() <= head.toSequence();
    }

    /** A checkpoint of the place right before the archive with a hash that differs from the head. */
    private Optional<Finding> before(Collection<Checkpoint> checkpoints) {
        return checkpoints.stream()
                .filter(checkpoint -> checkpoint.sequence() == head.fromSequence() - 1)
                .filter(checkpoint -> checkpoint.isGenuine(macs))
                .filter(checkpoint -> !Arrays.equals(checkpoint.hash(), head.hashBefore()))
                .findFirst()
                .map(checkpoint -> Finding.at(
                        checkpoint.sequence(),
                        null,
                        Problem.CUT_OFF,
                        "the chain was cut at or before this and went on otherwise"));
    }

    /** A checkpoint older than the archive of a place that the chain no longer had when the archive was made. */
    private Optional<Finding> beyond(Collection<Checkpoint> checkpoints) {
        return checkpoints.stream()
                .filter(checkpoint -> checkpoint.sequence() > head.lastSequence())
                .filter(checkpoint -> !checkpoint.time().isAfter(head.time()))
                .filter(checkpoint -> checkpoint.isGenuine(macs))
                .findFirst()
                .map(checkpoint -> Finding.at(
                        head.lastSequence() + 1,
                        null,
                        Problem.CUT_OFF,
                        "the chain ended here, but it had come to " + checkpoint.sequence()));
    }
}
