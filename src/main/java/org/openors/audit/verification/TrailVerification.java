package org.openors.audit.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.CheckpointFile;
import org.openors.database.Jdbc;

/**
 * Verifies a chain as the database has it, with the key and this node's checkpoints. It reads page by page and holds no
 * connection while it computes: call it without a transaction. The chain may grow meanwhile: what is sealed after the
 * beginning belongs to the next verification.
 */
@ApplicationScoped
public class TrailVerification {

    private static final Logger LOG = System.getLogger(TrailVerification.class.getName());

    private Jdbc jdbc;
    private AuditMacs macs;
    private Clock clock;

    protected TrailVerification() {}

    @Inject
    public TrailVerification(Jdbc jdbc, AuditMacs macs, Clock clock) {
        this.jdbc = jdbc;
        this.macs = macs;
        this.clock = clock;
    }

    public VerificationResult verify(ChainName chain) {
        return verify(chain, CheckpointFile.ofThisNode());
    }

    VerificationResult verify(ChainName chain, CheckpointFile file) {
        return verify(chain, KnownPlaces.Source.of(file, chain));
    }

    /** Compares the chain with these checkpoints. */
    public VerificationResult verify(ChainName chain, KnownPlaces.Source checkpoints) {
        var now = clock.instant();
        // Read before the bounds: everything that a checkpoint covers was committed before it, so the chain has it.
        var known = new KnownPlaces(macs, checkpoints);
        var records = new SealedRecords(jdbc, chain);
        var bounds = records.bounds();
        var verification = new ChainVerification(macs, chain, known, 0, null);
        Optional.ofNullable(bounds.head()).ifPresent(head -> verification.expectPlace(head.sequence(), head.hash()));
        var inTheChain = verification
                .firstProblem(new Pages(1, from -> records.page(from, bounds.last())))
                .or(() -> twin(records, verification.last()))
                .or(() -> lastLink(bounds));
        var withoutPlace = new RecordsWithoutPlace(chain, macs, jdbc, now);
        try {
            withoutPlace.read();
        } catch (RuntimeException failure) {
            throwIfNothingElseIsFound(chain, failure, inTheChain);
        }
        return VerificationResult.of(
                verification,
                withoutPlace.waiting(),
                now,
                inTheChain.or(withoutPlace::firstProblem).orElse(null));
    }

    /** A record that can't be read must not hide what was found in the chain. */
    private static void throwIfNothingElseIsFound(ChainName chain, RuntimeException failure, Optional<Finding> found) {
        if (found.isEmpty()) {
            throw failure;
        }
        LOG.log(Level.ERROR, "records without a place in an audit trail can't be read" + chain.facts(), failure);
    }

    /** Sealing writes a seal and the last link of its chain in one transaction. Both were read by one statement. */
    private static Optional<Finding> lastLink(SealedRecords.Bounds bounds) {
        var head = bounds.head();
        boolean isBehind = head == null || head.hash() == null || head.sequence() < bounds.last();
        return bounds.last() > 0 && isBehind
                ? Optional.of(Finding.at(
                        bounds.last(),
                        null,
                        Problem.EDITED,
                        "the row of audit_chain that names this last place was removed, emptied or set back"))
                : Optional.empty();
    }

    /** Of two seals of one place, pages may show one only. */
    private static Optional<Finding> twin(SealedRecords records, long last) {
        return records.countBefore(last + 1) == last
                ? Optional.empty()
                : Optional.of(Finding.outside(
                        null, Problem.INSERTED, "the chain has more seals than places: a number is there twice"));
    }
}
