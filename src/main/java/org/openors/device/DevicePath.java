package org.openors.device;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.openors.wire.Identifier;
import org.openors.wire.Printable;

/** The parameters that name a device in a URL. */
public class DevicePath {

    @PathParam("studyId")
    String studyId;

    @PathParam("mode")
    String mode;

    @PathParam("subjectId")
    @Pattern(regexp = Identifier.PATTERN, message = "must be a UUID")
    String subjectId;

    @PathParam("inventoryId")
    @Pattern(regexp = Identifier.PATTERN, message = "must be a UUID")
    String inventoryId;

    @QueryParam("mSubjectId")
    @Printable(max = 100)
    List<String> mSubjectId;

    /** The device, once the parameters have been validated; nothing if the study's id can't be any study's. */
    public Optional<DeviceRef> knowableDevice() {
        return Identifier.parse(studyId).map(any -> device());
    }

    /** The device, once the parameters have been validated. */
    public DeviceRef device() {
        return DeviceRef.of(studyId, mode, subjectId, Identifier.of(inventoryId), mSubjectId.get(0));
    }
}
