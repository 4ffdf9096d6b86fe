package org.openors.device;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.validation.Validator;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.openors.audit.AuditedRequest;
import org.openors.database.LostRace;
import org.openors.identity.Identifier;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code DELETE …/devices/{inventoryId}}: the contract's section 4. */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/devices/{inventoryId}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeviceResource {

    @Inject
    Validator validator;

    @Inject
    AuditedRequest audited;

    @EJB
    DeviceDeregistering deregistering;

    @DELETE
    @RequiresRight(Right.DEVICE_ACTIONS_POST)
    public JsonString deregister(@Context UriInfo uri) {
        var path = DevicePath.of(uri, validator);
        audited.requireUsableReason();
        var device = path.device();
        return Json.createValue(Identifier.format(LostRace.retried(() -> deregistering.deregister(device))));
    }
}
