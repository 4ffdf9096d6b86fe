package org.openors.device;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
@Schema(
        description = "A dispensed item. What is not known is absent. The `id` is the device instance identifier.",
        requiredProperties = {"inventoryId", "kitTypeId", "deviceType", "state"},
        example = """
                {"inventoryId": "B1B8327AFAA6412287106192AB5984EF", "kitTypeId": "BPM", "deviceType": "BloodPressureMonitor",
                 "deviceConnection": "DevicetoCloud", "id": "9C2E47D1A05B4F6E8D3710BC52A6F984", "state": "AwaitingBootstrap",
                 "accessId": "ABC123", "issuedAt": "2026-11-23T09:30:00.125Z", "issuedBy": "nurse-17",
                 "expiresAt": "2026-11-24T09:30:00.125Z"}
                """)
public record SubjectDevice(
        @Schema(ref = "Identifier") String inventoryId,
        String kitTypeId,
        DeviceType deviceType,
        DeviceConnection deviceConnection,
        @Schema(ref = "Identifier") String id,
        DeviceState state,
        @Schema(minLength = 1, maxLength = 100) String accessId,
        @Schema(format = "date-time") String issuedAt,

        @Schema(description = "The `sub` claim of the token that asked for the pair.")
        String issuedBy,

        @Schema(format = "date-time") String expiresAt,
        @Schema(format = "date-time") String bootstrappedAt) {

    static SubjectDevice of(SubjectDeviceRow any, Instant now, int maxAttempts) {
        var row = any.withOwnPair();
        return new SubjectDevice(
                identifier(row.inventoryId()),
                row.kitTypeId(),
                row.deviceType(),
                row.deviceConnection(),
                identifier(row.deviceId()),
                any.state(now, maxAttempts),
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
