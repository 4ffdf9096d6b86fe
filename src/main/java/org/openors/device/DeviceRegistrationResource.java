package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.AuditedRequest;
import org.openors.database.LostRace;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.JsonFields;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code POST …/subjects/{subjectId}/register-device}: registers a device (contract, section 3). */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/register-device")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DeviceRegistrationResource {

    @Inject
    DeviceRegistering registering;

    @Inject
    AuditedRequest audited;

    @POST
    @RequiresRight(Right.DEVICE_ACTIONS_POST)
    @Audited(AuditAction.REGISTER_DEVICE)
    public Response register(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @PathParam("subjectId") UUID subjectId,
            InputStream body) {
        var request = DeviceRegistrationRequest.from(JsonFields.read(body));
        audited.nameItem(request.inventoryId());
        audited.requireUsableReason();
        var device = DeviceRef.of(new StudyMode(studyId, mode), subjectId, request.inventoryId(), request.mSubjectId());
        return BootStrapCredResponseDto.response(
                LostRace.retried(() -> registering.register(device, request.subjectNumber(), request.vendorCode())));
    }
}
