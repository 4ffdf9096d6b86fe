package org.openors.device;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET …/devices/{inventoryId}/access-code/check}: the contract's section 6. */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/devices/{inventoryId}/access-code/check")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccessCodeCheckResource {

    @Inject
    Validator validator;

    @EJB
    AccessCodeCheck check;

    @GET
    @RequiresRight(Right.DEVICE_ACTIONS_GET)
    public AccessCodeReadiness check(@Context UriInfo uri) {
        return AccessCodeReadiness.of(
                check.failures(DevicePath.of(uri, validator).knowableDevice()));
    }
}
