package org.openors.device;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.credential.DeviceState;
import org.openors.identity.Identifier;
import org.openors.study.DeviceConnection;
import org.openors.study.DeviceType;

/** A dispensed item as site staff see it; what is not known is absent. Times are ISO-8601, UTC. Never an OTP. */
@JsonbPropertyOrder({
    "inventoryId",
    "kitTypeId",
    "description",
    "deviceType",
    "deviceConnection",
    "id",
    "state",
    "accessId",
    "issuedAt",
    "issuedBy",
    "issuedByName",
    "expiresAt",
    "attemptsLeft",
    "bootstrappedAt",
    "etag"
})
@Schema(
        description = "A dispensed item. What is not known is absent. The `id` is the device instance identifier.",
        requiredProperties = {"inventoryId", "kitTypeId", "deviceType", "state"},
        example = """
                {"inventoryId": "B1B8327AFAA6412287106192AB5984EF", "kitTypeId": "BPM",
                 "description": "Blood pressure monitor", "deviceType": "BloodPressureMonitor", "deviceConnection": "DevicetoCloud", "id": "9C2E47D1A05B4F6E8D3710BC52A6F984", "state": "AwaitingBootstrap",
                 "accessId": "ABC123", "issuedAt": "2026-11-23T09:30:00.125Z", "issuedBy": "nurse-17",
                 "issuedByName": "Anna Muster", "expiresAt": "2026-11-24T09:30:00.125Z", "attemptsLeft": 10,
                 "etag": "\\"q1XWpXkYb0mS2Jr7uVx3Aw\\""}
                """)
public record SubjectDevice(
        @Schema(ref = "Identifier") String inventoryId,
        String kitTypeId,

        @Schema(description = "That of the kit type.") String description,

        DeviceType deviceType,
        DeviceConnection deviceConnection,
        @Schema(ref = "Identifier") String id,
        DeviceState state,
        @Schema(minLength = 1, maxLength = 100) String accessId,
        @Schema(format = "date-time") String issuedAt,

        @Schema(description = "The `sub` claim of the token that asked for the pair.")
        String issuedBy,

        @Schema(description = "Its `name` claim, else `preferred_username`. It identifies nobody.")
        String issuedByName,

        @Schema(format = "date-time") String expiresAt,

        @Schema(
                description = "How many wrong OTPs the pair still takes. Absent if it is a remote connector's.",
                minimum = "0")
        Integer attemptsLeft,

        @Schema(format = "date-time") String bootstrappedAt,

        @Schema(
                description = "The version of the device's state, for `If-Match`. Absent if it is not registered.",
                pattern = "^\"[A-Za-z0-9_-]{22}\"$")
        String etag) {

    static SubjectDevice of(SubjectDeviceRow row, Instant now, int maxAttempts) {
        var pair = Optional.of(row.known()).filter(known -> known.isOf(row.subjectId()));
        var registered = Optional.ofNullable(row.deviceId());
        return new SubjectDevice(
                Identifier.format(row.inventoryId()),
                row.kitTypeId(),
                row.description(),
                row.deviceType(),
                row.deviceConnection(),
                registered.map(Identifier::format).orElse(null),
                row.known().state(row.deviceId(), row.subjectId(), now, maxAttempts),
                pair.map(KnownPair::accessId).orElse(null),
                time(pair.map(KnownPair::issuedAt)),
                pair.map(KnownPair::issuedBy).orElse(null),
                pair.map(KnownPair::issuedByName).orElse(null),
                time(pair.map(KnownPair::expiresAt)),
                pair.map(KnownPair::attempts)
                        .map(attempts -> Math.max(0, maxAttempts - attempts))
                        .orElse(null),
                time(pair.map(KnownPair::redeemedAt)),
                registered
                        .map(id -> row.known().tag(id, row.registrationVersion()))
                        .map(DeviceTag::text)
                        .orElse(null));
    }

    private static String time(Optional<OffsetDateTime> time) {
        return time.map(OffsetDateTime::toInstant).map(Instant::toString).orElse(null);
    }
}
