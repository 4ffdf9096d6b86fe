package org.openors.audit.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openors.audit.ReadRecording;
import org.openors.audit.WholeTrail;
import org.openors.database.Jdbc;
import org.openors.study.Studies;

/** Reads an audit trail. A connection is held for one page at most, and not while the page is sent. Reading is recorded too. */
@ApplicationScoped
public class AuditReading {

    /** How many records a statement gives at most. Of the longest, that is 2 MB. */
    static final int AT_ONCE = 128;

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
     * window does not fill may go through the whole trail: four at once do.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION}, or {@link
     *     org.openors.error.ErrorCode#TEMPORARILY_UNAVAILABLE} if it needs a second window, and found no
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
        while (next.isPresent() && !AuditPage.isFilledBy(found, limit)) {
            var start = next.get();
            next = selection.isSelective() ? windowEnd(selection, start) : Optional.empty();
            readWindow(selection, start, next, found, limit);
            if (next.isPresent() && !AuditPage.isFilledBy(found, limit)) {
                beforeFurtherWindow.run();
            }
        }
        return AuditPage.of(found, limit);
    }

    /** Adds what the window has, until the page is full. What a statement gives is in memory as a whole: so each gives little. */
    private void readWindow(
            AuditSelection selection,
            AuditPosition start,
            Optional<AuditPosition> end,
            List<AuditEntry> found,
            int limit) {
        var position = start;
        boolean isOver = false;
        while (!isOver && !AuditPage.isFilledBy(found, limit)) {
            var rows = new AuditRows(selection, position);
            end.ifPresent(rows::until);
            int count = Math.min(AT_ONCE, limit + 1 - found.size());
            var read = jdbc.run(connection -> rows.read(connection, count));
            found.addAll(read);
            isOver = read.size() < count;
            position = isOver ? position : read.get(count - 1).position();
        }
    }

    private Optional<AuditPosition> windowEnd(AuditSelection selection, AuditPosition start) {
        return jdbc.run(connection -> AuditWindow.end(connection, selection, start, window));
    }
}
