package org.openors.device;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.openors.credential.DeviceState;
import org.openors.credential.RevokedAccessId;
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
        OffsetDateTime issuedAt,
        String issuedBy,
        OffsetDateTime expiresAt,
        Integer attempts,
        OffsetDateTime redeemedAt,
        String connector,
        Boolean changeReasonRequired) {

    /** The facts of a device in a study that does not exist. */
    static final DeviceFacts NONE = new DeviceFacts(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** Whether the study's settings demand a reason for each change of a device. Without settings they do not. */
    boolean demandsReason() {
        return Boolean.TRUE.equals(changeReasonRequired);
    }

    boolean isRegistered() {
        return deviceId != null;
    }

    /** Whether the registration has a vendor code. One that was brought over may lack it. */
    boolean hasVendorCode() {
        return PrintableText.isGiven(vendorCode);
    }

    /** Whether there is a pair that was not revoked. */
    boolean hasPair() {
        return accessId != null && !RevokedAccessId.is(accessId);
    }

    /** The version of the device's state. */
    DeviceTag tag() {
        return hasPair()
                ? DeviceTag.ofPair(deviceId, accessId, expiresAt.toInstant(), redeemedAt != null)
                : DeviceTag.withoutPair(deviceId, registrationVersion);
    }

    /** Whether the pair was issued for the subject who has the item now. */
    boolean isPairOfHolder() {
        return hasPair() && pairSubjectId.equals(dispensedTo);
    }

    /** The pair, as it was read, also one that was revoked; null if there never was one. */
    SeenPair pair() {
        return SeenPair.of(accessId, attempts, redeemedAt);
    }

    /** The text for the audit record: the state and, if there is a pair, its access ID. */
    String stateAndAccessId(Instant now, int maxAttempts) {
        var state = state(now, maxAttempts).name();
        return hasPair() ? state + " " + accessId : state;
    }

    /** The state at this time. {@code maxAttempts} is the number of wrong OTPs that lock a pair. */
    public DeviceState state(Instant now, int maxAttempts) {
        return DeviceState.ofDevice(
                deviceId, dispensedTo, pairSubjectId, accessId, redeemedAt, attempts, expiresAt, now, maxAttempts);
    }
}
