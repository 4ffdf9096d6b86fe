package org.openors.device;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.openors.audit.AuditedRequest;
import org.openors.database.LostRace;
import org.openors.identity.Identifier;
import org.openors.input.JsonFields;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code POST …/subjects/{subjectId}/register-device}: the contract's section 3. */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/register-device")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DeviceRegistrationResource {

    @EJB
    DeviceRegistering registering;

    @Inject
    AuditedRequest audited;

    @POST
    @RequiresRight(Right.DEVICE_ACTIONS_POST)
    public Response register(
            @PathParam("studyId") String studyId,
            @PathParam("mode") String mode,
            @PathParam("subjectId") @Pattern(regexp = Identifier.PATTERN, message = "must be a UUID") String subjectId,
            InputStream body) {
        var request = DeviceRegistrationRequest.from(JsonFields.read(body));
        audited.concerns(null, request.inventoryId());
        audited.requireUsableReason();
        var device = DeviceRef.of(studyId, mode, subjectId, request.inventoryId(), request.mSubjectId());
        return BootStrapCredResponseDto.response(
                LostRace.retried(() -> registering.register(device, request.subjectNumber(), request.vendorCode())));
    }
}
