package org.openors.connector.check;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.audit.reading.LastConnectorCall;
import org.openors.study.StoredDeviceService;

/** The settings of a device service as operators see them, and how the last call of its connector ended. */
@JsonbPropertyOrder({
    "connector",
    "iotBaseUrl",
    "url",
    "userName",
    "hasPassword",
    "mHealthStudyId",
    "changeReasonRequired",
    "lastCall"
})
@Schema(
        name = "DeviceServiceSettings",
        description = "What is not set is absent. The password is never told.",
        requiredProperties = {"connector", "hasPassword", "changeReasonRequired"},
        example = """
                {"connector": "remote", "url": "https://mhealth.example.org/eu", "userName": "ors", "hasPassword": true,
                 "mHealthStudyId": "S-1", "changeReasonRequired": false, "lastCall": {"at": "2026-11-27T09:30:00.125Z", "worked": true,
                 "call": "PUT host=mhealth.example.org status=202 ms=85"}}
                """)
public record DeviceServiceView(
        @Schema(enumeration = {"built-in", "remote"}) String connector,
        String iotBaseUrl,
        String url,
        String userName,

        @Schema(description = "Whether a password is stored.")
        boolean hasPassword,

        String mHealthStudyId,
        boolean changeReasonRequired,
        Call lastCall) {

    /** How a call ended. */
    @JsonbPropertyOrder({"at", "worked", "call"})
    @Schema(
            name = "LastConnectorCall",
            description =
                    "The last call of the remote connector, on any node. Absent if there was none within seven days.",
            requiredProperties = {"at", "worked", "call"})
    public record Call(
            @Schema(format = "date-time") String at,
            boolean worked,

            @Schema(description = "What was called, its host, status and how long it took.")
            String call) {}

    static DeviceServiceView of(StoredDeviceService settings, Optional<LastConnectorCall> last) {
        return new DeviceServiceView(
                settings.connector(),
                settings.iotBaseUrl(),
                settings.url(),
                settings.userName(),
                settings.hasPassword(),
                settings.mHealthStudyId(),
                settings.changeReasonRequired(),
                last.map(call -> new Call(call.at().toString(), call.worked(), call.call()))
                        .orElse(null));
    }
}
