package org.openors.device;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.openors.credential.DeviceState;
import org.openors.identity.Identifier;
import org.openors.study.DeviceConnection;
import org.openors.study.DeviceType;

/** A dispensed item as site staff see it; what is not known is absent. Times are ISO-8601, UTC. Never an OTP. */
@JsonbPropertyOrder({
    "inventoryId",
    "kitTypeId",
    "deviceType",
    "deviceConnection",
    "id",
    "state",
    "accessId",
    "issuedAt",
    "issuedBy",
    "expiresAt",
    "bootstrappedAt"
})
public record SubjectDevice(
        String inventoryId,
        String kitTypeId,
        DeviceType deviceType,
        DeviceConnection deviceConnection,
        String id,
        DeviceState state,
        String accessId,
        String issuedAt,
        String issuedBy,
        String expiresAt,
        String bootstrappedAt) {

    static SubjectDevice of(SubjectDeviceRow row, Instant now, int maxAttempts) {
        return new SubjectDevice(
                identifier(row.inventoryId()),
                row.kitTypeId(),
                row.deviceType(),
                row.deviceConnection(),
                identifier(row.deviceId()),
                row.state(now, maxAttempts),
                row.accessId(),
                time(row.issuedAt()),
                row.issuedBy(),
                time(row.expiresAt()),
                time(row.redeemedAt()));
    }

    private static String identifier(UUID id) {
        return Optional.ofNullable(id).map(Identifier::format).orElse(null);
    }

    private static String time(OffsetDateTime time) {
        return Optional.ofNullable(time)
                .map(OffsetDateTime::toInstant)
                .map(Instant::toString)
                .orElse(null);
    }
}
