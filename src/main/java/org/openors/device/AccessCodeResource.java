package org.openors.device;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.openors.audit.AuditedRequest;
import org.openors.database.LostRace;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code PUT …/devices/{inventoryId}/access-code}: the contract's section 2. */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/devices/{inventoryId}/access-code")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccessCodeResource {

    @Inject
    Validator validator;

    @Inject
    AuditedRequest audited;

    @EJB
    AccessCodeRecreation recreation;

    @PUT
    @RequiresRight(Right.DEVICE_ACTIONS_POST)
    public Response recreate(@Context UriInfo uri) {
        var path = DevicePath.of(uri, validator);
        audited.requireUsableReason();
        var device = path.device();
        return BootStrapCredResponseDto.response(LostRace.retried(() -> recreation.recreate(device)));
    }
}
