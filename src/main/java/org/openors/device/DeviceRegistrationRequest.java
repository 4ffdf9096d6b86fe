package org.openors.device;

import java.util.UUID;
import org.openors.input.JsonFields;

/** The body of a device registration. */
public record DeviceRegistrationRequest(UUID inventoryId, String mSubjectId, String subjectNumber, String vendorCode) {

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
