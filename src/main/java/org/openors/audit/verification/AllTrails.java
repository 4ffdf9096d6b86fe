package org.openors.audit.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.openors.audit.CheckpointFile;
import org.openors.database.Jdbc;

/**
 * Verifies the service's own trail, then those that this node's checkpoint file names, then those of all other studies, and
 * then those of which the database names a chain only. What is found is an error in the log, each time. A trail that can't
 * be verified does not keep the others from it.
 */
@ApplicationScoped
public class AllTrails {

    /** As many chains as a node remembers. */
    static final int MOST_ATTESTED = 100_000;

    private static final Logger LOG = System.getLogger(AllTrails.class.getName());

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
        return verify(CheckpointFile.ofThisNode());
    }

    int verify(CheckpointFile file) {
        try {
            var attested = file.chains(MOST_ATTESTED);
            int bad = new TrailsInOrder(jdbc, verification, file, attested).verify();
            LOG.log(Level.INFO, () -> "all audit trails were verified bad=" + bad);
            return bad;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
