package org.openors.bootstrap;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
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
public record DeviceConnectionParams(
        List<String> deviceModelUrn,
        String hardwareId,
        String iotBaseUrl,
        String iotDeviceId,
        String iotSharedSecret,
        String profile,
        String studyname,
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
