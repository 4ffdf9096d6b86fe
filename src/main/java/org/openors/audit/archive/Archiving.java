package org.openors.audit.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.ReadRecording;
import org.openors.audit.WholeTrail;
import org.openors.audit.verification.SealedRecord;
import org.openors.audit.verification.SealedRecords;
import org.openors.audit.verification.SealedRecords.HashedPlace;
import org.openors.database.Jdbc;
import org.openors.error.Refusal;
import org.openors.study.Studies;

/**
 * Gives out a range of a trail's sealed records with all that is needed to verify them elsewhere. It removes nothing. A
 * connection is held for one page at most, and not while the page is sent.
 */
@ApplicationScoped
public class Archiving {

    private static final byte[] NONE = {};

    @Inject
    Jdbc jdbc;

    @Inject
    Studies studies;

    @Inject
    AuditMacs macs;

    @Inject
    ReadRecording recording;

    @Inject
    WholeTrail whole;

    @Inject
    Clock clock;

    /**
     * Begins an archive and records this in the audit trail.
     *
     * @param to the last number wanted. The archive ends earlier if the chain does.
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION}, {@link
     *     org.openors.error.ErrorCode#INVALID_REQUEST} if {@code from} is beyond the end of the chain, or {@link
     *     org.openors.error.ErrorCode#TEMPORARILY_UNAVAILABLE} if two requests read a whole trail already
     */
    public ArchiveHead begin(ChainName trail, long from, long to) {
        whole.begin();
        studies.requireOwner(trail);
        var head = head(trail, from, to);
        recording.record(from + " to " + head.toSequence());
        return head;
    }

    private ArchiveHead head(ChainName chain, long from, long to) {
        var asOf = clock.instant();
        var records = new SealedRecords(jdbc, chain);
        var beginning = new HashedPlace(0, NONE);
        var last = records.lastPlace(Long.MAX_VALUE).orElse(beginning);
        if (from - 1 > last.sequence()) {
            throw Refusal.invalid("fromSequence", "is beyond the last sealed record");
        }
        var before = records.lastPlace(from - 1).orElse(beginning);
        var end = records.lastPlace(to).orElse(beginning);
        return new ArchiveHead(asOf, chain, from, end.sequence(), last.sequence(), before.hash(), end.hash(), "", NONE)
                .signedWith(macs);
    }

    /** The archive's records from this number on, at most {@link SealedRecords#PAGE}. */
    public List<SealedRecord> page(ArchiveHead archive, long from) {
        return new SealedRecords(jdbc, archive.chain()).page(from, archive.toSequence());
    }
}
