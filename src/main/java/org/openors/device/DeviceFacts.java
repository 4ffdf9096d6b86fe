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
        String siteId,
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
        UUID remoteSubjectId,
        String remoteAccessId,
        OffsetDateTime remoteIssuedAt,
        String remoteIssuedBy,
        OffsetDateTime remoteExpiresAt,
        String connector,
        String connectorUrl,
        Boolean changeReasonRequired) {

    /** The facts of a device in a study that does not exist. */
    static final DeviceFacts NONE = new DeviceFacts(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null);

    /**
     * The facts without a subject who does not exist for the caller, and without who has the item and what that one did with
     * it, if that subject does not: the item is as if it was in stock.
     */
    DeviceFacts visible(boolean isSubjectVisible, boolean isHolderVisible) {
        var subject = isSubjectVisible ? this : NONE;
        var holder = isHolderVisible ? this : NONE;
        return new DeviceFacts(
                studyVersion,
                subject.subjectId,
                subject.siteId,
                subject.mSubjectId,
                inventoryId,
                holder.dispensedTo,
                connection,
                holder.deviceId,
                holder.registrationVersion,
                holder.vendorCode,
                holder.pairSubjectId,
                holder.accessId,
                holder.issuedAt,
                holder.issuedBy,
                holder.expiresAt,
                holder.attempts,
                holder.redeemedAt,
                holder.remoteSubjectId,
                holder.remoteAccessId,
                holder.remoteIssuedAt,
                holder.remoteIssuedBy,
                holder.remoteExpiresAt,
                connector,
                connectorUrl,
                changeReasonRequired);
    }

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

    /** What is known of the pair that was issued last, by whatever connector. */
    private KnownPair known() {
        return hasRemotePair()
                ? KnownPair.remote(remoteSubjectId, remoteAccessId, remoteExpiresAt)
                : KnownPair.builtIn(pairSubjectId, accessId, expiresAt, attempts, redeemedAt);
    }

    /** Whether the last pair was issued by a remote connector. */
    boolean hasRemotePair() {
        return remoteExpiresAt != null;
    }

    /** Whether there is a pair that was not revoked. */
    boolean hasPair() {
        return known().isThere();
    }

    /** The version of the device's state. */
    DeviceTag tag() {
        return known().tag(deviceId, registrationVersion);
    }

    /** Whether the pair was issued for the subject who has the item now. */
    boolean isPairOfHolder() {
        return known().isOf(dispensedTo);
    }

    /** Who asked for the pair. */
    String askedBy() {
        return hasRemotePair() ? remoteIssuedBy : issuedBy;
    }

    /** When the pair was issued. */
    Instant askedAt() {
        return (hasRemotePair() ? remoteIssuedAt : issuedAt).toInstant();
    }

    /** The pair of the built-in connector, as it was read, also one that was revoked; null if there never was one. */
    SeenPair pair() {
        return SeenPair.of(accessId, attempts, redeemedAt);
    }

    /** The text for the audit record: the state and, if there is a pair, its access ID. */
    String stateAndAccessId(Instant now, int maxAttempts) {
        var state = state(now, maxAttempts).name();
        return known().isKnown() ? state + " " + known().accessId() : state;
    }

    /** The state at this time. {@code maxAttempts} is the number of wrong OTPs that lock a pair. */
    public DeviceState state(Instant now, int maxAttempts) {
        return known().state(deviceId, dispensedTo, now, maxAttempts);
    }
}
