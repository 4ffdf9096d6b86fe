package org.openors.accesscode;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.openors.device.BootStrapCredResponseDto;
import org.openors.device.DevicePath;
import org.openors.error.LostRace;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code PUT …/devices/{inventoryId}/access-code}: the contract's section 2. */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/devices/{inventoryId}/access-code")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccessCodeResource {

    @Inject
    AccessCodeRecreation recreation;

    @PUT
    @RequiresRight(Right.DEVICE_ACTIONS_POST)
    public Response recreate(@Valid @BeanParam DevicePath path) {
        var device = path.device();
        return BootStrapCredResponseDto.response(LostRace.retried(() -> recreation.recreate(device)));
    }
}
