package org.openors.audit.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Optional;
import org.openors.audit.ReadRecording;
import org.openors.audit.WholeTrail;
import org.openors.database.Jdbc;
import org.openors.study.Studies;

/** Reads an audit trail. A connection is held for one page at most, and not while the page is sent. Reading is recorded too. */
@ApplicationScoped
public class AuditReading {

    /** How many records a statement goes through at most. */
    int window = 20_000;

    @Inject
    Jdbc jdbc;

    @Inject
    Studies studies;

    @Inject
    ReadRecording recording;

    @Inject
    WholeTrail whole;

    /**
     * The first page. The record of this reading commits before the response begins; it is not on the page. A page that one
     * statement does not fill may go through the whole trail: four at once do.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION}, or {@link
     *     org.openors.error.ErrorCode#TEMPORARILY_UNAVAILABLE} if it needs a second statement, and found no
     *     place
     */
    public AuditPage begin(AuditSelection selection, AuditPosition before, int limit) {
        studies.requireOwner(selection.trail());
        var page = read(selection, before, limit, whole::beginPage);
        recording.record(null);
        return page;
    }

    /** A later page of a request that counts as one that reads the whole trail. */
    public AuditPage continued(AuditSelection selection, AuditPosition before, int limit) {
        return read(selection, before, limit, () -> {});
    }

    private AuditPage read(AuditSelection selection, AuditPosition before, int limit, Runnable beforeFurtherWindow) {
        var found = new ArrayList<AuditEntry>();
        var next = Optional.of(before);
        while (next.isPresent() && found.size() <= limit) {
            var start = next.get();
            var end = selection.isSelective() ? windowEnd(selection, start) : Optional.<AuditPosition>empty();
            var rows = new AuditRows(selection, start);
            end.ifPresent(rows::until);
            int missing = limit + 1 - found.size();
            found.addAll(jdbc.run(connection -> rows.read(connection, missing)));
            next = end;
            if (next.isPresent() && found.size() <= limit) {
                beforeFurtherWindow.run();
            }
        }
        return AuditPage.of(found, limit);
    }

    private Optional<AuditPosition> windowEnd(AuditSelection selection, AuditPosition start) {
        return jdbc.run(connection -> AuditWindow.end(connection, selection, start, window));
    }
}
