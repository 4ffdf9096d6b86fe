package org.openors.bootstrap;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.device.ConnectionFacts;
import org.openors.identity.Identifier;

/**
 * The published answer to a phone: how it connects from now on. What the study data does not say is absent.
 *
 * @param hardwareId the inventory item, 32 upper-case hex characters
 * @param iotDeviceId the device instance, a dashed lower-case UUID
 * @param iotSharedSecret 256 random bits in base64url, given once
 * @param profile the kind of device, such as {@code BloodPressureMonitor}
 * @param subjectId the surrogate id
 */
@JsonbPropertyOrder({
    "deviceModelUrn",
    "hardwareId",
    "iotBaseUrl",
    "iotDeviceId",
    "iotSharedSecret",
    "profile",
    "studyname",
    "subjectId"
})
@Schema(
        description = "How the device connects from now on. What the study data does not say is absent.",
        requiredProperties = {"deviceModelUrn", "hardwareId", "iotDeviceId", "iotSharedSecret", "subjectId"},
        example = """
                {"deviceModelUrn": ["urn:com:example:bpm"], "hardwareId": "B1B8327AFAA6412287106192AB5984EF",
                 "iotBaseUrl": "https://iot.example.org", "iotDeviceId": "9c2e47d1-a05b-4f6e-8d37-10bc52a6f984",
                 "iotSharedSecret": "an-example-of-43-characters-is-no-real-one-", "profile": "BloodPressureMonitor",
                 "studyname": "Hypertension at home", "subjectId": "siteA-1"}
                """)
public record DeviceConnectionParams(
        List<String> deviceModelUrn,
        @Schema(ref = "Identifier") String hardwareId,
        @Schema(format = "uri") String iotBaseUrl,

        @Schema(
                description = "The device instance, as a dashed lower-case UUID.",
                pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
        String iotDeviceId,

        @Schema(
                description = "256 random bits in base64url; the service keeps only a keyed hash.",
                pattern = "^[A-Za-z0-9_-]{43}$")
        String iotSharedSecret,

        @Schema(description = "The kind of device.") String profile,
        @Schema(description = "The study's title.") String studyname,

        @Schema(
                description =
                        "The number the device was registered with, else the subject's number, else the subject's id in mHealth.")
        String subjectId) {

    static DeviceConnectionParams of(ConnectionFacts facts, String secret) {
        return new DeviceConnectionParams(
                facts.deviceModelUrns(),
                Identifier.format(facts.inventoryId()),
                facts.iotBaseUrl(),
                facts.deviceId().toString(),
                secret,
                facts.deviceType().name(),
                facts.studyTitle(),
                facts.surrogateId());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "DeviceConnectionParams[" + iotDeviceId + "]";
    }
}
