package org.openors.accesscode;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.openors.device.DevicePath;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET …/devices/{inventoryId}/access-code/check}: the contract's section 6. */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/devices/{inventoryId}/access-code/check")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccessCodeCheckResource {

    @Inject
    AccessCodeCheck check;

    @GET
    @RequiresRight(Right.DEVICE_ACTIONS_GET)
    public Readiness check(@Valid @BeanParam DevicePath path) {
        return Readiness.of(check.failures(path.knowableDevice()));
    }
}
