package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.SubjectKey;
import org.openors.security.Caller;

/** The subjects who exist for the caller: those of the studies that callers know, and of the sites of the caller's right. */
@ApplicationScoped
public class Subjects {

    @PersistenceContext
    EntityManager entities;

    @Inject
    Studies studies;

    @Inject
    Caller caller;

    /**
     * Requires that the subject exists for the caller.
     *
     * @throws Refusal {@link ErrorCode#INVALID_STUDY_ID_OR_VERSION} or {@link ErrorCode#INVALID_SUBJECT_ID}
     */
    public void require(SubjectKey key) {
        find(key, LockModeType.NONE);
    }

    /**
     * The subject as it is now. Its row is locked until the caller's transaction ends.
     *
     * @throws Refusal {@link ErrorCode#INVALID_STUDY_ID_OR_VERSION} or {@link ErrorCode#INVALID_SUBJECT_ID}
     */
    Subject lock(SubjectKey key) {
        if (caller.sites().isLimited()) {
            // No row of another site is locked. What was read without a lock is forgotten: Hibernate would lock the
            // row, but not read it again.
            entities.detach(find(key, LockModeType.NONE));
        }
        return find(key, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Whether a subject of this study, who is there, exists for the caller. */
    public boolean isKnown(SubjectKey key) {
        var subject = entities.find(Subject.class, key);
        return subject != null && subject.isOf(caller.sites());
    }

    private Subject find(SubjectKey key, LockModeType lock) {
        studies.require(key.study());
        var subject = entities.find(Subject.class, key, lock);
        if (subject == null || !subject.isOf(caller.sites())) {
            throw new Refusal(ErrorCode.INVALID_SUBJECT_ID).with("parameter", "subjectId");
        }
        caller.actAtSite(subject.siteId());
        return subject;
    }
}
