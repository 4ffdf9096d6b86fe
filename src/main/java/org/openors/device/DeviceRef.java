package org.openors.device;

import java.util.UUID;
import org.openors.identity.DeviceKey;
import org.openors.identity.StudyMode;

/**
 * The device that a request is about, as the caller names it: an item, the subject who has it, and that subject's id in
 * mHealth. An identifier that is not a UUID is the Max UUID.
 */
public record DeviceRef(DeviceKey key, UUID subjectId, String mSubjectId) {

    public static DeviceRef of(StudyMode study, UUID subjectId, UUID inventoryId, String mSubjectId) {
        return new DeviceRef(new DeviceKey(study, inventoryId), subjectId, mSubjectId);
    }

    public StudyMode study() {
        return key.study();
    }
}
