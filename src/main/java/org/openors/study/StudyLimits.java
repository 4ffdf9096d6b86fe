package org.openors.study;

import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.identity.StudyMode;
import org.openors.input.Problems;

/**
 * Limits the lists of a study that look-ups answer as a whole: the items of a subject and the sites. It looks at what is stored once
 * a section is written, as one row of a document may make room for another.
 */
final class StudyLimits {

    /** Only the index is read. An outer join, as H2 uses all of its columns for this form only. */
    private static final String SUBJECTS_WITH_TOO_MANY = "SELECT u.wanted"
            + " FROM UNNEST(CAST(? AS uuid ARRAY)) AS u(wanted) LEFT JOIN dispensation t"
            + " ON t.study_id = ? AND t.mode = ? AND t.subject_id = u.wanted"
            + " GROUP BY u.wanted HAVING COUNT(t.subject_id) > " + Dispensation.MOST_OF_A_SUBJECT;

    private static final String SITES = "SELECT COUNT(*) FROM site WHERE study_id = ? AND mode = ?";

    private final Connection connection;
    private final StudyMode study;

    StudyLimits(Connection connection, StudyMode study) {
        this.connection = connection;
        this.study = study;
    }

    /**
     * Requires that no subject to whom the document gives an item has too many.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} with the first row of each that has
     */
    void requireFewItems(StudyDataDocument document) {
        var problems = new Problems();
        document.readRows(Section.DISPENSATIONS, (first, rows) -> requireFewItems(first, rows, problems));
        problems.refuseIfAny();
    }

    private void requireFewItems(int first, List<Object[]> dispensations, Problems problems) {
        var subjects = dispensations.stream()
                .map(row -> (UUID) Section.DISPENSATIONS.reference(row, Section.SUBJECTS))
                .toList();
        var given = subjects.stream().filter(Objects::nonNull).distinct().toArray();
        Jdbc.query(
                        connection,
                        SUBJECTS_WITH_TOO_MANY,
                        row -> row.getObject(1, UUID.class),
                        new Values("uuid", given),
                        study.studyId(),
                        study.mode().name())
                .forEach(subject -> problems.add(
                        Section.DISPENSATIONS.pathOf(first + subjects.indexOf(subject)) + "/subjectId",
                        "would have more than " + Dispensation.MOST_OF_A_SUBJECT + " items"));
    }

    /**
     * Requires that a study of which the document names sites has not too many.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} if it has
     */
    void requireFewSites(StudyDataDocument document) {
        if (document.counts().get(Section.SITES.wireName()) == 0) {
            return;
        }
        int sites = Jdbc.query(
                        connection,
                        SITES,
                        row -> row.getInt(1),
                        study.studyId(),
                        study.mode().name())
                .get(0);
        if (sites > Section.MOST_SITES) {
            var problems = new Problems();
            problems.add(
                    "/" + Section.SITES.wireName(), "would give the study more than " + Section.MOST_SITES + " sites");
            problems.refuseIfAny();
        }
    }
}
