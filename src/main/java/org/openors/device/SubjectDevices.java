package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import org.openors.audit.AuditTrail;
import org.openors.credential.CredentialPolicy;
import org.openors.database.InTurn;
import org.openors.identity.SubjectKey;
import org.openors.study.Dispensation;
import org.openors.study.Subjects;

/** Lists the items dispensed to a subject, with the state of each device. */
@Stateless
@InTurn
public class SubjectDevices {

    @PersistenceContext
    EntityManager entities;

    @Inject
    Subjects subjects;

    @Inject
    AuditTrail audit;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    /**
     * The subject's items, in the order of their inventory ids. They are at most {@link Dispensation#MOST_OF_A_SUBJECT}, as an
     * import gives a subject no more.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION} or
     *     {@link org.openors.error.ErrorCode#INVALID_SUBJECT_ID}
     */
    public List<SubjectDevice> of(SubjectKey subject) {
        subjects.require(subject);
        var rows = entities.createNamedQuery(DeviceRegistration.DEVICES_OF_SUBJECT, SubjectDeviceRow.class)
                .setParameter("study", subject.study())
                .setParameter("subjectId", subject.subjectId())
                .setMaxResults(Dispensation.MOST_OF_A_SUBJECT)
                .getResultList();
        audit.read();
        var now = clock.instant();
        return rows.stream()
                .map(row -> SubjectDevice.of(row, now, policy.maxAttempts()))
                .toList();
    }
}
