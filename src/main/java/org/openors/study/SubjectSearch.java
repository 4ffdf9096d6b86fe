package org.openors.study;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.openors.audit.AuditTrail;
import org.openors.database.InTurn;
import org.openors.database.Jdbc;
import org.openors.identity.StudyMode;
import org.openors.security.Caller;

/** Finds the subjects of a study who exist for the caller. */
@Stateless
@InTurn
public class SubjectSearch {

    @Inject
    Jdbc jdbc;

    @Inject
    Studies studies;

    @Inject
    Caller caller;

    @Inject
    AuditTrail audit;

    /**
     * One page.
     *
     * @param text what to search for; null for all
     * @param siteId only subjects of this site; null for all
     * @param after the position before the page; null for the first one
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION}
     */
    public SubjectPage find(StudyMode study, String text, String siteId, int limit, SubjectPosition after) {
        studies.require(study);
        var rows = new SubjectRows(study, caller.sites().within(siteId), after, limit + 1);
        var page = SubjectPage.of(jdbc.run(connection -> rows.matching(text).read(connection)), limit);
        audit.read("subjects=" + page.subjects().size());
        return page;
    }
}
