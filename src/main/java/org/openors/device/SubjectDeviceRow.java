package org.openors.device;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.openors.study.DeviceConnection;
import org.openors.study.DeviceType;

/**
 * A dispensed item of a subject, as a query returns it.
 *
 * @param deviceId null if the item is not registered
 */
public record SubjectDeviceRow(
        UUID inventoryId,
        UUID subjectId,
        String kitTypeId,
        String description,
        DeviceType deviceType,
        DeviceConnection deviceConnection,
        UUID deviceId,
        Long registrationVersion,
        KnownPair known) {

    /** As {@link DeviceRegistration#DEVICES_OF_SUBJECT} returns it. */
    public SubjectDeviceRow(
            UUID inventoryId,
            UUID subjectId,
            String kitTypeId,
            String description,
            DeviceType deviceType,
            DeviceConnection deviceConnection,
            UUID deviceId,
            Long registrationVersion,
            UUID pairSubjectId,
            String accessId,
            OffsetDateTime issuedAt,
            String issuedBy,
            String issuedByName,
            String namedAccessId,
            OffsetDateTime expiresAt,
            Integer attempts,
            OffsetDateTime redeemedAt,
            UUID remoteSubjectId,
            String remoteAccessId,
            OffsetDateTime remoteIssuedAt,
            String remoteIssuedBy,
            String remoteIssuedByName,
            OffsetDateTime remoteExpiresAt) {
        this(
                inventoryId,
                subjectId,
                kitTypeId,
                description,
                deviceType,
                deviceConnection,
                deviceId,
                registrationVersion,
                KnownPair.newest(
                        KnownPair.builtIn(
                                pairSubjectId,
                                accessId,
                                issuedAt,
                                issuedBy,
                                issuedByName,
                                namedAccessId,
                                expiresAt,
                                attempts,
                                redeemedAt),
                        KnownPair.remote(
                                remoteSubjectId,
                                remoteAccessId,
                                remoteIssuedAt,
                                remoteIssuedBy,
                                remoteIssuedByName,
                                remoteExpiresAt)));
    }
}
