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
 * Verifies the service's own trail and that of every study, one after the other; then those of which the database names
 * a chain, but no longer the study. What is found is an error in the log, each time. A trail that can't be verified does
 * not keep the others from it.
 */
@ApplicationScoped
public class AllTrails {

    private static final Logger LOG = System.getLogger(AllTrails.class.getName());
    private static final String STUDIES = next("study_mode", "");
    /** Anybody may plant rows. One that claims a place without a seal is an error, one that claims none has no trail. */
    private static final String OTHER_CHAINS = next(
            "audit_chain",
            " AND n.sequence > 0 AND NOT EXISTS"
                    + " (SELECT 1 FROM study_mode m WHERE m.study_id = n.study_id AND m.mode = n.mode)");

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
        int bad = (isGood(ChainName.OF_THE_SERVICE) ? 0 : 1) + bad(STUDIES) + bad(OTHER_CHAINS);
        LOG.log(Level.INFO, () -> "all audit trails were verified bad=" + bad);
        return bad;
    }

    private static String next(String table, String condition) {
        return "SELECT n.study_id, n.mode FROM " + table
                + " n WHERE (n.study_id, n.mode) > (?, ?) AND n.mode IS NOT NULL" + condition
                + " ORDER BY n.study_id, n.mode LIMIT 1";
    }

    /** The name of the service's own trail is before those of all others. */
    private int bad(String sql) {
        int bad = 0;
        for (var next = after(ChainName.OF_THE_SERVICE, sql); !next.isEmpty(); next = after(next.get(0), sql)) {
            bad += isGood(next.get(0)) ? 0 : 1;
        }
        return bad;
    }

    private List<ChainName> after(ChainName trail, String sql) {
        return jdbc.run(connection -> Jdbc.query(connection, sql, AllTrails::name, trail.studyId(), trail.mode()));
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
