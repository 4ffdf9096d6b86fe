package org.openors.device;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.openors.credential.DeviceState;
import org.openors.credential.SeenPair;
import org.openors.input.PrintableText;
import org.openors.study.DeviceConnection;

/**
 * All facts about the device that a request names. A fact that does not exist is null.
 *
 * @param twinMSubjectId the subject's id in mHealth for which a remote connector has the device; null if that is not known
 * @param known what is known of the pair that was issued last
 * @param pair the pair of the built-in connector, as it was read, also one that was revoked; null if there never was one
 */
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
        String twinMSubjectId,
        KnownPair known,
        SeenPair pair,
        String connector,
        String connectorUrl,
        Boolean changeReasonRequired) {

    /** The facts of a device in a study that does not exist. */
    static final DeviceFacts NONE = new DeviceFacts(
            null, null, null, null, null, null, null, null, null, null, null, KnownPair.NONE, null, null, null, null);

    /** As the query returns them. */
    public DeviceFacts(
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
            String twinMSubjectId,
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
        this(
                studyVersion,
                subjectId,
                siteId,
                mSubjectId,
                inventoryId,
                dispensedTo,
                connection,
                deviceId,
                registrationVersion,
                vendorCode,
                twinMSubjectId,
                KnownPair.newest(
                        KnownPair.builtIn(
                                pairSubjectId,
                                accessId,
                                issuedAt,
                                issuedBy,
                                null,
                                null,
                                expiresAt,
                                attempts,
                                redeemedAt),
                        KnownPair.remote(
                                remoteSubjectId,
                                remoteAccessId,
                                remoteIssuedAt,
                                remoteIssuedBy,
                                null,
                                remoteExpiresAt)),
                SeenPair.of(accessId, attempts, redeemedAt),
                connector,
                connectorUrl,
                changeReasonRequired);
    }

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
                holder.twinMSubjectId,
                holder.known,
                holder.pair,
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

    /** Whether there is a pair of the built-in connector that was not revoked. What is known of a remote one's may hide it. */
    boolean hasBuiltInPair() {
        return pair != null && !pair.isRevoked();
    }

    /** The version of the device's state. */
    DeviceTag tag() {
        return known.tag(deviceId, registrationVersion);
    }

    /** The text for the audit record: the state and, if there is a pair, its access ID. */
    String stateAndAccessId(Instant now, int maxAttempts) {
        return known.stateAndAccessId(deviceId, dispensedTo, now, maxAttempts);
    }

    /** The state at this time. {@code maxAttempts} is the number of wrong OTPs that lock a pair. */
    public DeviceState state(Instant now, int maxAttempts) {
        return known.state(deviceId, dispensedTo, now, maxAttempts);
    }
}
