package org.openors.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** A row of a search. What study data does not say is null. */
record FoundSubject(UUID subjectId, String subjectNumber, String siteId, String mSubjectId) {

    static FoundSubject of(ResultSet row) throws SQLException {
        return new FoundSubject(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4));
    }

    SubjectPosition position() {
        return new SubjectPosition(subjectNumber, subjectId);
    }
}
