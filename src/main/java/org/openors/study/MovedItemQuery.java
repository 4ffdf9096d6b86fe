package org.openors.study;

import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.identity.StudyMode;

/** Finds the items that a change of study data gives to another subject, or to another site with their subject. */
final class MovedItemQuery {

    private static final String OF_SUBJECTS =
            "SELECT inventory_id FROM dispensation WHERE study_id = ? AND mode = ? AND subject_id = ANY (?)";

    private final Connection connection;
    private final StudyMode study;

    MovedItemQuery(Connection connection, StudyMode study) {
        this.connection = connection;
        this.study = study;
    }

    /** @param changes those of a section, which are written */
    List<UUID> of(Section section, List<RowChange> changes) {
        return switch (section) {
            case SUBJECTS -> ofSubjects(keysOfChanged(changes, section.table().indexOf("site_id")));
            case DISPENSATIONS -> keysOfChanged(changes, section.table().indexOf("subject_id"));
            default -> List.of();
        };
    }

    private List<UUID> ofSubjects(List<UUID> subjects) {
        return subjects.isEmpty()
                ? subjects
                : Jdbc.query(
                        connection,
                        OF_SUBJECTS,
                        row -> row.getObject(1, UUID.class),
                        study.studyId(),
                        study.mode().name(),
                        new Values("uuid", subjects.toArray()));
    }

    private static List<UUID> keysOfChanged(List<RowChange> changes, int column) {
        return changes.stream()
                .filter(change -> !change.isNew() && !Objects.equals(change.before()[column], change.after()[column]))
                .map(change -> (UUID) change.after()[0])
                .toList();
    }
}
