package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.openors.audit.AuditTrail;
import org.openors.credential.CredentialPolicy;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.Mode;

/** Lists what was dispensed to a subject, and how far each device has come. */
@Stateless
public class SubjectDevices {

    @PersistenceContext
    EntityManager entities;

    @Inject
    AuditTrail audit;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    /**
     * The subject's items by inventory id.
     *
     * @throws Refusal {@link ErrorCode#INVALID_STUDY_ID_OR_VERSION} or {@link ErrorCode#INVALID_SUBJECT_ID}
     */
    public List<SubjectDevice> of(UUID studyId, Mode mode, UUID subjectId) {
        var rows = entities.createNamedQuery(DeviceRegistration.DEVICES_OF_SUBJECT, SubjectDeviceRow.class)
                .setParameter(1, studyId)
                .setParameter(2, mode.name())
                .setParameter(3, subjectId)
                .getResultList();
        if (rows.isEmpty() || rows.get(0).studyVersion() == null) {
            throw Refusal.unknownStudy();
        }
        if (rows.get(0).subjectId() == null) {
            throw new Refusal(ErrorCode.INVALID_SUBJECT_ID).with("parameter", "subjectId");
        }
        var now = clock.instant();
        audit.succeeded(null, null, null);
        return rows.stream()
                .filter(row -> row.inventoryId() != null)
                .map(row -> SubjectDevice.of(row, now, policy.maxAttempts()))
                .toList();
    }
}
