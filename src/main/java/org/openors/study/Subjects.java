package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.SubjectKey;

/** The subjects of the studies that callers know. */
@ApplicationScoped
public class Subjects {

    @PersistenceContext
    EntityManager entities;

    @Inject
    Studies studies;

    /**
     * Requires that the subject is known.
     *
     * @throws Refusal {@link ErrorCode#INVALID_STUDY_ID_OR_VERSION} or {@link ErrorCode#INVALID_SUBJECT_ID}
     */
    public void require(SubjectKey key) {
        find(key, LockModeType.NONE);
    }

    /**
     * The subject. Its row is locked until the caller's transaction ends.
     *
     * @throws Refusal {@link ErrorCode#INVALID_STUDY_ID_OR_VERSION} or {@link ErrorCode#INVALID_SUBJECT_ID}
     */
    Subject lock(SubjectKey key) {
        return find(key, LockModeType.PESSIMISTIC_WRITE);
    }

    private Subject find(SubjectKey key, LockModeType lock) {
        studies.require(key.study());
        var subject = entities.find(Subject.class, key, lock);
        if (subject == null) {
            throw new Refusal(ErrorCode.INVALID_SUBJECT_ID).with("parameter", "subjectId");
        }
        return subject;
    }
}
