package org.openors.connector.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
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

/** {@code POST …/device-service/check}: whether a study's connector works. */
@Path("v1.0/studies/{studyId}/{mode}/device-service/check")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeviceServiceCheckResource {

    @Inject
    DeviceServiceCheck check;

    @POST
    @Tag(name = "Study data")
    @Operation(operationId = "checkDeviceService", summary = "Ask the connector whether it works", description = """
                    Asks a remote connector for the devices of a subject of the study, which changes nothing there, and says in words what is
                    wrong. It is asked even if its circuit breaker is open.
                    """)
    @APIResponse(responseCode = "200", description = "Whether it works, and if not, why.")
    @Refuses(ErrorCode.MHEALTH_SETTINGS_NOT_FOUND)
    @RequiresRight(Right.STUDY_DATA_PUT)
    @Audited(AuditAction.CHECK_DEVICE_SERVICE)
    public CheckResult check(@PathParam("studyId") UUID studyId, @PathParam("mode") Mode mode) {
        return check.check(new StudyMode(studyId, mode));
    }
}
