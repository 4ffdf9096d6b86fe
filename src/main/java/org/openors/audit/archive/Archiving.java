package org.openors.audit.archive;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import org.openors.audit.AuditMacs;
import org.openors.audit.AuditTrail;
import org.openors.audit.ChainName;
import org.openors.audit.verification.SealedRecord;
import org.openors.audit.verification.SealedRecords;
import org.openors.audit.verification.SealedRecords.Place;
import org.openors.database.Jdbc;
import org.openors.error.Refusal;
import org.openors.identity.StudyMode;
import org.openors.study.Studies;

/**
 * Gives out a range of a study's sealed records with all that is needed to verify them elsewhere. It removes nothing.
 */
@Stateless
public class Archiving {

    private static final byte[] NONE = {};

    @Inject
    Jdbc jdbc;

    @Inject
    Studies studies;

    @Inject
    AuditMacs macs;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /**
     * Begins an archive and records this in the audit trail.
     *
     * @param to the last number wanted. The archive ends earlier if the chain does.
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION}, or {@link
     *     org.openors.error.ErrorCode#INVALID_REQUEST} if {@code from} is beyond the end of the chain
     */
    public ArchiveHead begin(StudyMode study, long from, long to) {
        studies.require(study);
        var head = jdbc.run(connection -> head(connection, ChainName.of(study), from, to));
        audit.read(from + " to " + head.toSequence());
        return head;
    }

    private ArchiveHead head(Connection connection, ChainName chain, long from, long to) {
        var asOf = clock.instant();
        var records = new SealedRecords(connection, chain);
        var beginning = new Place(0, NONE);
        var last = records.lastPlace(Long.MAX_VALUE).orElse(beginning);
        if (from > last.sequence() + 1) {
            throw Refusal.invalid("fromSequence", "is beyond the last sealed record");
        }
        var before = records.lastPlace(from - 1).orElse(beginning);
        var end = records.lastPlace(to).orElse(beginning);
        return new ArchiveHead(asOf, chain, from, end.sequence(), last.sequence(), before.hash(), end.hash(), "", NONE)
                .signedWith(macs);
    }

    /** The archive's records from this number on, at most {@link SealedRecords#PAGE}. */
    public List<SealedRecord> page(ArchiveHead archive, long from) {
        return jdbc.run(connection -> new SealedRecords(connection, archive.chain()).page(from, archive.toSequence()));
    }
}
