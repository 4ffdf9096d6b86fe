package org.openors.connector.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.error.ErrorCode;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.openapi.Refuses;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET …/device-service}: the settings of a study's device service. */
@Path("v1.0/studies/{studyId}/{mode}/device-service")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeviceServiceResource {

    @Inject
    DeviceServiceReading reading;

    @GET
    @Tag(name = "Study data")
    @Operation(operationId = "getDeviceService", summary = "Read the settings of the device service", description = """
                    All settings but the password, and how the last call of a remote connector ended. An import of study data changes them.
                    """)
    @APIResponse(responseCode = "200", description = "The settings.")
    @Refuses(ErrorCode.MHEALTH_SETTINGS_NOT_FOUND)
    @RequiresRight(Right.STUDY_DATA_PUT)
    @Audited(AuditAction.READ_DEVICE_SERVICE)
    public DeviceServiceView read(@PathParam("studyId") UUID studyId, @PathParam("mode") Mode mode) {
        return reading.read(new StudyMode(studyId, mode));
    }
}
