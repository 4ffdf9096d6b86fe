package org.openors.study;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import org.openors.audit.AuditTrail;
import org.openors.database.InTurn;
import org.openors.database.LostRace;
import org.openors.identity.Identifier;
import org.openors.identity.SubjectKey;

/** Registers a subject with mHealth: stores the mSubjectId that the device operations demand from then on. */
@Stateless
@InTurn
public class SubjectRegistering {

    @PersistenceContext
    EntityManager entities;

    @Inject
    Subjects subjects;

    @Inject
    AuditTrail audit;

    /**
     * Registers in one transaction. An earlier mSubjectId is replaced.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION} or
     *     {@link org.openors.error.ErrorCode#INVALID_SUBJECT_ID}
     * @throws LostRace if the row was locked for too long
     */
    public RegisteredSubject register(SubjectKey key, String mSubjectId) {
        var subject = locked(key);
        var before = subject.mSubjectId();
        subject.assignMSubjectId(mSubjectId);
        entities.flush();
        audit.changed(before, mSubjectId);
        return new RegisteredSubject(
                Identifier.format(key.subjectId()), subject.subjectNumber(), subject.siteId(), mSubjectId);
    }

    private Subject locked(SubjectKey key) {
        try {
            return subjects.lock(key);
        } catch (PersistenceException failure) {
            throw LostRace.ifConflict("another request is changing the subject", failure);
        }
    }
}
