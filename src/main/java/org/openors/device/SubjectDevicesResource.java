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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.error.ErrorCode;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.identity.SubjectKey;
import org.openors.openapi.Refuses;
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
    @Tag(name = "Devices")
    @Operation(
            operationId = "listDevices",
            summary = "List the devices of a subject",
            description = "The items dispensed to the subject, at most 1,000, and the state of each. Never an OTP.")
    @APIResponse(responseCode = "200", description = "The items; an empty list if the subject has none.")
    @Refuses({ErrorCode.INVALID_SUBJECT_ID})
    @RequiresRight(value = Right.DEVICE_ACTIONS_GET, ofSites = true)
    @Audited(AuditAction.LIST_DEVICES)
    public List<SubjectDevice> list(
            @PathParam("studyId") UUID studyId, @PathParam("mode") Mode mode, @PathParam("subjectId") UUID subjectId) {
        return devices.of(new SubjectKey(new StudyMode(studyId, mode), subjectId));
    }
}
