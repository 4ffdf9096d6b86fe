package org.openors.device;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.wire.Identifier;
import org.openors.wire.JsonFields;

/** The body of a device registration. */
@Schema(name = "DeviceRegistrationRequest")
public record DeviceRegistrationRequest(
        @Schema(
                required = true,
                implementation = String.class,
                pattern = Identifier.PATTERN,
                example = "B1B8327AFAA6412287106192AB5984EF")
        UUID inventoryId,

        @Schema(required = true, minLength = 1, maxLength = 100, example = "MSUBJECT-001")
        String mSubjectId,

        @Schema(maxLength = 100, description = "Required for device-to-cloud devices.", example = "siteA-1")
        String subjectNumber,

        @Schema(maxLength = 100, description = "Required for, and only for, cloud-to-cloud devices.")
        String vendorCode) {

    static DeviceRegistrationRequest from(JsonFields body) {
        var request = new DeviceRegistrationRequest(
                body.identifier("inventoryId"),
                body.requiredText("mSubjectId", 1, 100),
                body.text("subjectNumber", 0, 100),
                body.text("vendorCode", 0, 100));
        body.nothingElse();
        body.problems().refuseIfAny();
        return request;
    }
}
