package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.identity.SubjectKey;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET …/subjects/{subjectId}/devices}: lists a subject's devices (contract, section 6). */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/devices")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SubjectDevicesResource {

    @Inject
    SubjectDevices devices;

    @GET
    @RequiresRight(Right.DEVICE_ACTIONS_GET)
    @Audited(AuditAction.LIST_DEVICES)
    public List<SubjectDevice> list(
            @PathParam("studyId") UUID studyId, @PathParam("mode") Mode mode, @PathParam("subjectId") UUID subjectId) {
        return devices.of(new SubjectKey(new StudyMode(studyId, mode), subjectId));
    }
}
