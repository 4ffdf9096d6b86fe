package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.openors.audit.AuditedRequest;
import org.openors.audit.ChainName;
import org.openors.error.Refusal;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/** The studies that callers know. */
@ApplicationScoped
public class Studies {

    @PersistenceContext
    EntityManager entities;

    @Inject
    AuditedRequest request;

    /**
     * Requires that the study that the request names has a version in this mode.
     *
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION} if it has none
     */
    public void require(StudyMode study) {
        var found = entities.find(Study.class, study);
        if (found == null || !found.hasVersion()) {
            throw Refusal.unknownStudy();
        }
        request.noteStudyIsKnown();
    }

    /** As {@link #require}, for the study whose audit trail this is. The service's own trail has none. */
    public void requireOwner(ChainName trail) {
        if (!trail.equals(ChainName.OF_THE_SERVICE)) {
            require(new StudyMode(trail.studyId(), Mode.valueOf(trail.mode())));
        }
    }
}
