package org.openors.audit.archive;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.openors.audit.AuditMacs;
import org.openors.audit.AuditTrail;
import org.openors.audit.ChainName;
import org.openors.audit.verification.SealedRecord;
import org.openors.audit.verification.SealedRecords;
import org.openors.audit.verification.SealedRecords.Place;
import org.openors.error.Refusal;

/** Hands out a range of a study's sealed records with all it takes to verify them elsewhere. Nothing is removed. */
@Stateless
public class Archiving {

    private static final byte[] NONE = {};

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Inject
    AuditMacs macs;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /**
     * Begins an archive, and records that it was asked for.
     *
     * @param to the last number that is wanted; the archive ends earlier where the chain does
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION}, or
     *     {@link org.openors.error.ErrorCode#INVALID_REQUEST} if the chain has not come so far
     */
    public ArchiveHead begin(ChainName chain, long from, long to) {
        var asOf = clock.instant();
        try (var connection = database.getConnection()) {
            var records = new SealedRecords(connection, chain);
            if (!records.areOfAKnownStudy()) {
                throw Refusal.unknownStudy();
            }
            var beginning = new Place(0, NONE);
            var last = records.lastPlace(Long.MAX_VALUE).orElse(beginning);
            if (from > last.sequence() + 1) {
                throw Refusal.invalid("fromSequence", "is beyond the last sealed record");
            }
            var before = records.lastPlace(from - 1).orElse(beginning);
            var end = records.lastPlace(to).orElse(beginning);
            audit.succeeded(null, null, from + " to " + end.sequence());
            return new ArchiveHead(
                            asOf, chain, from, end.sequence(), last.sequence(), before.hash(), end.hash(), "", NONE)
                    .vouchedForBy(macs);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The archive's records from a number on, at most {@link SealedRecords#PAGE}. */
    public List<SealedRecord> page(ArchiveHead archive, long from) {
        try (var connection = database.getConnection()) {
            return new SealedRecords(connection, archive.chain()).page(from, archive.toSequence());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
