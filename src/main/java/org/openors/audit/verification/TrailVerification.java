package org.openors.audit.verification;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.openors.audit.AuditMacs;
import org.openors.audit.AuditTrail;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;
import org.openors.database.Jdbc;
import org.openors.identity.StudyMode;
import org.openors.study.Studies;

/**
 * Verifies the audit trail of a study in one mode, as the database has it, with the key and this node's checkpoints.
 */
@Stateless
public class TrailVerification {

    @Inject
    Jdbc jdbc;

    @Inject
    Studies studies;

    @Inject
    AuditMacs macs;

    @Inject
    AuditTrail audit;

    /** @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION} */
    public VerificationResult verify(StudyMode study) {
        studies.require(study);
        var chain = ChainName.of(study);
        // Read before the chain: everything that a checkpoint covers was committed before it, so the chain must have
        // it.
        var checkpoints = checkpoints(chain);
        var result = jdbc.run(connection -> verify(connection, chain, checkpoints, macs));
        audit.read(result.valid() ? "valid" : "not valid");
        return result;
    }

    private static Collection<Checkpoint> checkpoints(ChainName chain) {
        try {
            return CheckpointFile.ofThisNode().of(chain);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static VerificationResult verify(
            Connection connection, ChainName chain, Collection<Checkpoint> checkpoints, AuditMacs macs)
            throws SQLException {
        var records = new SealedRecords(connection, chain);
        var verification = new ChainVerification(macs, chain, 0, null).expectCheckpoints(checkpoints);
        records.head().ifPresent(head -> verification.expectPlace(head.sequence(), head.hash()));
        var inTheChain = verification.firstProblem(new Pages(1, from -> records.page(from, Long.MAX_VALUE)));
        var loose = new LooseRecords(chain, macs).read(connection);
        var first = inTheChain.or(loose::firstProblem).orElse(null);
        return VerificationResult.of(verification, loose.waiting(), checkpoints.size(), first);
    }
}
