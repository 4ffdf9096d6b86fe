package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.Printable;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET …/devices/{inventoryId}/access-code/check}: whether a recreation would succeed (contract, section 6). */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/devices/{inventoryId}/access-code/check")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccessCodeCheckResource {

    @Inject
    AccessCodeCheck check;

    @GET
    @RequiresRight(Right.DEVICE_ACTIONS_GET)
    @Audited(AuditAction.CHECK_ACCESS_CODE)
    public AccessCodeReadiness check(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @PathParam("subjectId") UUID subjectId,
            @PathParam("inventoryId") UUID inventoryId,
            @QueryParam("mSubjectId") @Printable(max = 100) List<String> mSubjectId) {
        var device = DeviceRef.of(new StudyMode(studyId, mode), subjectId, inventoryId, mSubjectId.get(0));
        return AccessCodeReadiness.of(check.failures(device));
    }
}
