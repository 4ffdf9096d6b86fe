package org.openors.device;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.credential.DeviceState;
import org.openors.identity.Identifier;
import org.openors.study.DeviceConnection;
import org.openors.study.DeviceType;

/** A device that was found, with the subject who has it. What is not known is absent. Never an OTP. */
@JsonbPropertyOrder({
    "subjectId",
    "subjectNumber",
    "siteId",
    "mSubjectId",
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
    "etag"
})
@Schema(
        description =
                "A device and the subject who has it: the members of the list of devices mean the same. What is not known is absent.",
        requiredProperties = {"subjectId", "inventoryId", "kitTypeId", "deviceType", "id", "state", "etag"},
        example = """
                {"subjectId": "0A1B2C3D4E5F67890123456789ABCDEF", "subjectNumber": "siteA-1", "siteId": "siteA",
                 "mSubjectId": "MSUBJECT-001", "inventoryId": "B1B8327AFAA6412287106192AB5984EF", "kitTypeId": "BPM",
                 "deviceType": "BloodPressureMonitor", "deviceConnection": "DevicetoCloud",
                 "id": "9C2E47D1A05B4F6E8D3710BC52A6F984", "state": "Expired", "accessId": "ABC123",
                 "issuedAt": "2026-11-22T09:30:00.125Z", "issuedBy": "nurse-17", "issuedByName": "Anna Muster",
                 "expiresAt": "2026-11-23T09:30:00.125Z", "attemptsLeft": 10, "etag": "\\"q1XWpXkYb0mS2Jr7uVx3Aw\\""}
                """)
public record FoundDevice(
        @Schema(ref = "Identifier") String subjectId,
        String subjectNumber,
        String siteId,
        String mSubjectId,
        @Schema(ref = "Identifier") String inventoryId,
        String kitTypeId,
        String description,
        DeviceType deviceType,
        DeviceConnection deviceConnection,
        @Schema(ref = "Identifier") String id,
        DeviceState state,
        @Schema(minLength = 1, maxLength = 100) String accessId,
        @Schema(format = "date-time") String issuedAt,
        String issuedBy,
        String issuedByName,
        @Schema(format = "date-time") String expiresAt,
        @Schema(minimum = "0") Integer attemptsLeft,
        @Schema(pattern = "^\"[A-Za-z0-9_-]{22}\"$") String etag) {

    /** The device as its list has it, with what study data says of its subject. */
    static FoundDevice of(SubjectDeviceRow row, Holder holder, Instant now, int maxAttempts) {
        var device = SubjectDevice.of(row, now, maxAttempts);
        return new FoundDevice(
                Identifier.format(row.subjectId()),
                holder.subjectNumber(),
                holder.siteId(),
                holder.mSubjectId(),
                device.inventoryId(),
                device.kitTypeId(),
                device.description(),
                device.deviceType(),
                device.deviceConnection(),
                device.id(),
                device.state(),
                device.accessId(),
                device.issuedAt(),
                device.issuedBy(),
                device.issuedByName(),
                device.expiresAt(),
                device.attemptsLeft(),
                device.etag());
    }

    /** What study data says of the subject who has a device. */
    record Holder(String subjectNumber, String siteId, String mSubjectId) {}
}
