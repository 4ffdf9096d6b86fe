package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
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
        found(study).filter(Study::hasVersion).orElseThrow(Refusal::unknownStudy);
        request.noteStudyIsKnown();
    }

    /**
     * Requires that the study of this audit trail exists in its mode. A version is not needed: whoever removes it must not hide
     * the trail. The service's own trail belongs to no study.
     *
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION} if there never was such a study
     */
    public void requireOwner(ChainName trail) {
        if (!trail.equals(ChainName.OF_THE_SERVICE)) {
            found(new StudyMode(trail.studyId(), Mode.valueOf(trail.mode()))).orElseThrow(Refusal::unknownStudy);
            request.noteStudyIsKnown();
        }
    }

    private Optional<Study> found(StudyMode study) {
        return Optional.ofNullable(entities.find(Study.class, study));
    }
}
