package org.openors.audit.reading;

import java.util.UUID;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;

/** The records of one study in one mode that the filter lets through. */
public record AuditSelection(UUID studyId, Mode mode, AuditFilter filter) {

    /** @throws Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION} if the study id is no UUID: no study has it */
    static AuditSelection of(String studyId, String mode, AuditFilter filter) {
        return new AuditSelection(
                Identifier.parse(studyId).orElseThrow(Refusal::unknownStudy), Mode.valueOf(mode), filter);
    }
}
