package org.openors.device;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.input.JsonFields;

/** The body of a device registration. */
@Schema(
        requiredProperties = {"inventoryId", "mSubjectId"},
        example = """
                {"inventoryId": "B1B8327AFAA6412287106192AB5984EF", "mSubjectId": "MSUBJECT-001", "subjectNumber": "siteA-1"}
                """)
public record DeviceRegistrationRequest(
        UUID inventoryId,

        @Schema(
                description = "The subject's id in mHealth: the one stored for the subject.",
                minLength = 1,
                maxLength = 100)
        String mSubjectId,

        @Schema(
                nullable = true,
                description = "What mHealth shows for the subject. Required for device-to-cloud devices.",
                maxLength = 100)
        String subjectNumber,

        @Schema(
                nullable = true,
                description = "Required for cloud-to-cloud devices, and allowed only for them.",
                maxLength = 100)
        String vendorCode) {

    static DeviceRegistrationRequest from(JsonFields body) {
        var request = new DeviceRegistrationRequest(
                body.identifier("inventoryId"),
                body.requiredText("mSubjectId", 1, 100),
                body.text("subjectNumber", 0, 100),
                body.text("vendorCode", 0, 100));
        body.refuseOthers();
        body.problems().refuseIfAny();
        return request;
    }
}
