package org.openors.audit.reading;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.openors.audit.AuditTrail;
import org.openors.database.InTurn;
import org.openors.database.Jdbc;
import org.openors.study.Studies;

/** Reads the audit trail of a study in one mode, one page in each transaction. Reading is recorded too. */
@Stateless
public class AuditReading {

    @Inject
    Jdbc jdbc;

    @Inject
    Studies studies;

    @Inject
    AuditTrail audit;

    /**
     * The first page. The record of this reading commits before the response begins; it is not on the page.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION}
     */
    @InTurn
    public AuditPage begin(AuditSelection selection, AuditPosition before, int limit) {
        studies.require(selection.study());
        var page = continued(selection, before, limit);
        audit.read();
        return page;
    }

    /** A later page. */
    public AuditPage continued(AuditSelection selection, AuditPosition before, int limit) {
        return jdbc.run(
                connection -> AuditPage.of(new AuditRows(selection, before).read(connection, limit + 1), limit));
    }
}
