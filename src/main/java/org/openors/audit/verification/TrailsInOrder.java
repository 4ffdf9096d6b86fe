package org.openors.audit.verification;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.openors.audit.ChainName;
import org.openors.audit.CheckpointFile;
import org.openors.database.Jdbc;

/**
 * One verification of all trails. Those that the checkpoint file names come first: the database's roles can't write it. Of what anybody may plant
 * little is looked at, so that a run ends: a name without a seal, a record or a waiting entry is no trail, and at most
 * {@link #MOST_OTHERS} trails without a checkpoint are verified. At most {@link #LINES} problems have a line in the log each.
 */
final class TrailsInOrder {

    static final int MOST_OTHERS = 10_000;
    static final int LINES = 20;

    private static final Logger LOG = System.getLogger(AllTrails.class.getName());
    static final KnownPlaces.Source NO_CHECKPOINTS = (wanted, each) -> {};
    private static final Finding WITHOUT_PLACES =
            Finding.at(1, null, Problem.CUT_OFF, "audit_chain names a last place, but there is no seal and no record");

    private final Jdbc jdbc;
    private final TrailVerification verification;
    private final CheckpointFile file;
    private final Set<ChainName> attested;
    private int others;
    private int bad;

    /** @param attested the chains that the file names; if there are {@link AllTrails#MOST_ATTESTED}, it may name others */
    TrailsInOrder(Jdbc jdbc, TrailVerification verification, CheckpointFile file, Set<ChainName> attested) {
        this.jdbc = jdbc;
        this.verification = verification;
        this.file = file;
        this.attested = attested;
    }

    /** Returns the number of trails that are not as they were written or could not be verified. */
    int verify() {
        verify(ChainName.OF_THE_SERVICE);
        attested.stream()
                .filter(trail -> !trail.equals(ChainName.OF_THE_SERVICE))
                .forEach(this::verify);
        verifyOthers("study_mode", any -> true);
        verifyOthers("audit_chain", trail -> !trail.isOfStudy());
        if (bad > LINES) {
            LOG.log(
                    Level.ERROR,
                    "more audit trails are not as they were written or could not be verified: more=" + (bad - LINES));
        }
        if (others > MOST_OTHERS) {
            LOG.log(Level.ERROR, "some audit trails without a checkpoint were not verified: verified=" + MOST_OTHERS);
        }
        return bad;
    }

    /** The name of the service's own trail is before those of all others. The row of a chain may be there more than once. */
    private void verifyOthers(String table, Predicate<NamedTrail> isWanted) {
        var last = ChainName.OF_THE_SERVICE;
        List<NamedTrail> page;
        do {
            var after = last;
            page = jdbc.run(connection -> NamedTrail.next(connection, table, after));
            for (var trail : page) {
                if (!trail.name().equals(last) && !attested.contains(trail.name()) && isWanted.test(trail)) {
                    verifyOther(trail);
                }
                last = trail.name();
            }
        } while (page.size() == NamedTrail.PAGE && others <= MOST_OTHERS);
    }

    private void verifyOther(NamedTrail trail) {
        if (trail.isThere()) {
            others++;
            if (others <= MOST_OTHERS) {
                verify(trail.name());
            }
        } else if (trail.claimed() > 0) {
            report(trail.name(), WITHOUT_PLACES);
        }
    }

    private void verify(ChainName trail) {
        try {
            var result = verification.verify(trail, checkpointsOf(trail));
            if (!result.valid()) {
                report(trail, result.firstProblem());
            }
        } catch (Throwable failure) {
            if (++bad <= LINES) {
                LOG.log(Level.ERROR, "an audit trail could not be verified" + trail.facts(), failure);
            }
        }
    }

    /** Reading the file takes longest. */
    private KnownPlaces.Source checkpointsOf(ChainName trail) {
        return attested.contains(trail) || attested.size() >= AllTrails.MOST_ATTESTED
                ? KnownPlaces.Source.of(file, trail)
                : NO_CHECKPOINTS;
    }

    private void report(ChainName trail, Finding first) {
        if (++bad <= LINES) {
            LOG.log(
                    Level.ERROR,
                    "an audit trail is not as it was written: " + first.description() + trail.facts() + " problem="
                            + first.problem() + " sequence=" + first.sequence() + " record=" + first.recordId());
        }
    }
}
