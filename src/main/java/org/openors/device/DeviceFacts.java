package org.openors.device;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.openors.credential.DeviceState;
import org.openors.study.DeviceConnection;

/** All that is known of the device that a request names; null is what is not there. */
public record DeviceFacts(
        String studyVersion,
        UUID subjectId,
        String mSubjectId,
        UUID inventoryId,
        UUID dispensedTo,
        String connection,
        UUID deviceId,
        String vendorCode,
        String accessId,
        OffsetDateTime expiresAt,
        Integer attempts,
        OffsetDateTime redeemedAt,
        String connector,
        Boolean changeReasonRequired) {

    /** What is known of a device in a study that does not exist. */
    static final DeviceFacts NONE =
            new DeviceFacts(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** Whether the study's settings want to know why a device is changed; a study without settings does not ask. */
    boolean demandsReason() {
        return Boolean.TRUE.equals(changeReasonRequired);
    }

    boolean isRegistered() {
        return deviceId != null;
    }

    boolean connectsBy(DeviceConnection wanted) {
        return wanted.name().equals(connection);
    }

    /** As {@link #state}, with the access ID where there is one: how the audit trail has it. */
    String stateAndAccessId(Instant now, int maxAttempts) {
        var state = state(now, maxAttempts).name();
        return accessId == null ? state : state + " " + accessId;
    }

    /** The state at that time, given how many wrong OTPs a pair survives. */
    public DeviceState state(Instant now, int maxAttempts) {
        return DeviceState.ofDevice(deviceId, redeemedAt, attempts, expiresAt, now, maxAttempts);
    }
}
