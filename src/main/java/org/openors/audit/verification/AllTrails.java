package org.openors.audit.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;

/**
 * Verifies the service's own trail and that of every study, one after the other. What is found is an error in the log,
 * each time. A trail that can't be verified does not keep the others from it.
 */
@ApplicationScoped
public class AllTrails {

    private static final Logger LOG = System.getLogger(AllTrails.class.getName());
    private static final String FIRST = "SELECT study_id, mode FROM study_mode ORDER BY study_id, mode LIMIT 1";
    private static final String NEXT =
            "SELECT study_id, mode FROM study_mode WHERE (study_id, mode) > (?, ?) ORDER BY study_id, mode LIMIT 1";

    private Jdbc jdbc;
    private TrailVerification verification;

    protected AllTrails() {}

    @Inject
    public AllTrails(Jdbc jdbc, TrailVerification verification) {
        this.jdbc = jdbc;
        this.verification = verification;
    }

    /** Returns the number of trails that are not as they were written or could not be verified. */
    public int verify() {
        int bad = isGood(ChainName.OF_THE_SERVICE) ? 0 : 1;
        for (var next = next(FIRST); !next.isEmpty(); ) {
            var trail = next.get(0);
            bad += isGood(trail) ? 0 : 1;
            next = next(NEXT, trail.studyId(), trail.mode());
        }
        int found = bad;
        LOG.log(Level.INFO, () -> "all audit trails were verified bad=" + found);
        return bad;
    }

    private List<ChainName> next(String sql, Object... parameters) {
        return jdbc.run(connection -> Jdbc.query(connection, sql, AllTrails::name, parameters));
    }

    private static ChainName name(ResultSet row) throws SQLException {
        return new ChainName(row.getObject(1, UUID.class), row.getString(2));
    }

    private boolean isGood(ChainName trail) {
        var named = " study=" + trail.study() + " mode=" + trail.mode();
        try {
            var result = verification.verify(trail);
            if (!result.valid()) {
                var first = result.firstProblem();
                LOG.log(
                        Level.ERROR,
                        "an audit trail is not as it was written: " + first.description() + named + " problem="
                                + first.problem() + " sequence=" + first.sequence() + " record=" + first.recordId());
            }
            return result.valid();
        } catch (Throwable failure) {
            LOG.log(Level.ERROR, "an audit trail could not be verified" + named, failure);
            return false;
        }
    }
}
