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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.error.ErrorCode;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.Printable;
import org.openors.openapi.Refuses;
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
    @Tag(name = "Access code")
    @Operation(
            operationId = "checkAccessCode",
            summary = "Check whether a pair could be recreated now",
            description = """
                    Runs all checks of a recreation and changes nothing. All failures are listed, in the order in which a recreation would be
                    refused. A check that presupposes another is left out while that one fails. An unknown study is a failure here, not a 404.
                    """)
    @APIResponse(responseCode = "200", description = "Whether it would succeed, and if not, why.")
    @Refuses(never = ErrorCode.INVALID_STUDY_ID_OR_VERSION)
    @RequiresRight(value = Right.DEVICE_ACTIONS_GET, ofSites = true)
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
