package org.openors.study;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;
import org.openors.audit.AuditTrail;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.identity.SubjectKey;

/** Makes a subject known to mHealth under an id that the device operations demand from then on. */
@Stateless
public class SubjectRegistering {

    @PersistenceContext
    EntityManager entities;

    @Inject
    AuditTrail audit;

    /**
     * Registers in one transaction; an earlier id is replaced.
     *
     * @throws Refusal {@link ErrorCode#INVALID_STUDY_ID_OR_VERSION} or {@link ErrorCode#INVALID_SUBJECT_ID}
     */
    public RegisteredSubject register(UUID studyId, Mode mode, UUID subjectId, String mSubjectId) {
        requireVersion(studyId, mode);
        var subject =
                entities.find(Subject.class, new SubjectKey(studyId, mode, subjectId), LockModeType.PESSIMISTIC_WRITE);
        if (subject == null) {
            throw new Refusal(ErrorCode.INVALID_SUBJECT_ID).with("parameter", "subjectId");
        }
        var before = subject.mSubjectId();
        subject.isKnownToMHealthAs(mSubjectId);
        entities.flush();
        audit.succeeded(null, before, mSubjectId);
        return new RegisteredSubject(
                Identifier.format(subjectId), subject.subjectNumber(), subject.siteId(), mSubjectId);
    }

    private void requireVersion(UUID studyId, Mode mode) {
        var versions = entities.createNativeQuery(
                        "SELECT version FROM study_mode WHERE study_id = ?1 AND mode = ?2 AND version IS NOT NULL")
                .setParameter(1, studyId)
                .setParameter(2, mode.name())
                .getResultList();
        if (versions.isEmpty()) {
            throw Refusal.unknownStudy();
        }
    }
}
