package org.openors.device;

import java.util.UUID;
import org.openors.error.Refusal;
import org.openors.identity.DeviceKey;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;

/**
 * The device that a request is about, as the caller names it: an item, the subject who has it, and that subject's id in
 * mHealth.
 */
public record DeviceRef(DeviceKey key, UUID subjectId, String mSubjectId) {

    /** @throws Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION} if the study id is no UUID: no study has it */
    public static DeviceRef of(String studyId, String mode, String subjectId, UUID inventoryId, String mSubjectId) {
        var study = Identifier.parse(studyId).orElseThrow(Refusal::unknownStudy);
        return new DeviceRef(
                new DeviceKey(study, Mode.valueOf(mode), inventoryId), Identifier.of(subjectId), mSubjectId);
    }
}
