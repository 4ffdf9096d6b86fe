package org.openors.device;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.openors.credential.DeviceState;
import org.openors.credential.SeenPair;
import org.openors.input.PrintableText;
import org.openors.study.DeviceConnection;

/** All facts about the device that a request names. A fact that does not exist is null. */
public record DeviceFacts(
        String studyVersion,
        UUID subjectId,
        String mSubjectId,
        UUID inventoryId,
        UUID dispensedTo,
        DeviceConnection connection,
        UUID deviceId,
        Long registrationVersion,
        String vendorCode,
        UUID pairSubjectId,
        String accessId,
        OffsetDateTime expiresAt,
        Integer attempts,
        OffsetDateTime redeemedAt,
        UUID remoteSubjectId,
        String remoteAccessId,
        OffsetDateTime remoteExpiresAt,
        String connector,
        String connectorUrl,
        Boolean changeReasonRequired) {

    /** The facts of a device in a study that does not exist. */
    static final DeviceFacts NONE = new DeviceFacts(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null);

    /** Whether the study's settings demand a reason for each change of a device. Without settings they do not. */
    boolean demandsReason() {
        return Boolean.TRUE.equals(changeReasonRequired);
    }

    /** Whether the last pair was issued by a remote connector. */
    boolean hasRemotePair() {
        return remoteExpiresAt != null;
    }

    boolean isRegistered() {
        return deviceId != null;
    }

    /** Whether the registration has a vendor code. One that was brought over may lack it. */
    boolean hasVendorCode() {
        return PrintableText.isGiven(vendorCode);
    }

    /** The pair, as it was read; null if there is none. */
    SeenPair pair() {
        return SeenPair.of(accessId, attempts, redeemedAt);
    }

    /** The text for the audit record: the state and, if there is a pair, its access ID. */
    String stateAndAccessId(Instant now, int maxAttempts) {
        var state = state(now, maxAttempts).name();
        var known = hasRemotePair() ? remoteAccessId : accessId;
        return known == null ? state : state + " " + known;
    }

    /** The state at this time. {@code maxAttempts} is the number of wrong OTPs that lock a pair. */
    public DeviceState state(Instant now, int maxAttempts) {
        if (hasRemotePair()) {
            return DeviceState.ofRemotePair(dispensedTo, remoteSubjectId, remoteAccessId, remoteExpiresAt, now);
        }
        return DeviceState.ofDevice(
                deviceId, dispensedTo, pairSubjectId, redeemedAt, attempts, expiresAt, now, maxAttempts);
    }
}
