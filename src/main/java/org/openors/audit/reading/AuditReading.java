package org.openors.audit.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.openors.audit.ReadRecording;
import org.openors.database.Jdbc;
import org.openors.study.Studies;

/** Reads an audit trail. A connection is held for one page at most, and not while the page is sent. Reading is recorded too. */
@ApplicationScoped
public class AuditReading {

    @Inject
    Jdbc jdbc;

    @Inject
    Studies studies;

    @Inject
    ReadRecording recording;

    /**
     * The first page. The record of this reading commits before the response begins; it is not on the page.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION}
     */
    public AuditPage begin(AuditSelection selection, AuditPosition before, int limit) {
        studies.requireOwner(selection.trail());
        var page = continued(selection, before, limit);
        recording.record(null);
        return page;
    }

    /** A later page. */
    public AuditPage continued(AuditSelection selection, AuditPosition before, int limit) {
        return jdbc.run(
                connection -> AuditPage.of(new AuditRows(selection, before).read(connection, limit + 1), limit));
    }
}
