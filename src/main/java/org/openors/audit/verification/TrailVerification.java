package org.openors.audit.verification;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.openors.audit.AuditMacs;
import org.openors.audit.AuditTrail;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;
import org.openors.error.Refusal;

/** Verifies the trail of a study in a mode as the database has it, against the key and this node's checkpoints. */
@Stateless
public class TrailVerification {

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Inject
    AuditMacs macs;

    @Inject
    AuditTrail audit;

    /** @throws Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION} */
    public VerificationResult verify(ChainName chain) {
        try (var connection = database.getConnection()) {
            if (!new SealedRecords(connection, chain).areOfAKnownStudy()) {
                throw Refusal.unknownStudy();
            }
            // Read before the chain is: what they state is committed.
            var checkpoints = CheckpointFile.ofThisNode().of(chain);
            var result = verify(connection, chain, checkpoints, macs);
            audit.succeeded(null, null, result.valid() ? "valid" : "not valid");
            return result;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static VerificationResult verify(
            Connection connection, ChainName chain, Collection<Checkpoint> checkpoints, AuditMacs macs)
            throws SQLException {
        var records = new SealedRecords(connection, chain);
        var verification = new ChainVerification(macs, chain, 0, null).knowing(checkpoints);
        records.head().ifPresent(head -> verification.endingAt(head.sequence(), head.hash()));
        var inTheChain = verification.firstProblem(new Pages(1, from -> page(records, from)));
        var loose = new LooseRecords(chain, macs).read(connection);
        var first = inTheChain.or(loose::firstProblem).orElse(null);
        return VerificationResult.of(verification, loose.waiting(), checkpoints.size(), first);
    }

    private static List<SealedRecord> page(SealedRecords records, long from) {
        try {
            return records.page(from, Long.MAX_VALUE);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
