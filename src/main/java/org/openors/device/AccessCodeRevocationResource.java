package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.AuditedRequest;
import org.openors.error.ErrorCode;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.Printable;
import org.openors.openapi.Refuses;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code DELETE …/devices/{inventoryId}/access-code}: revokes the pair of a device (contract, section 2). */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/devices/{inventoryId}/access-code")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccessCodeRevocationResource {

    @Inject
    AuditedRequest audited;

    @Inject
    DeviceOperation operation;

    @Inject
    AccessCodeRevocation revocation;

    @DELETE
    @Tag(name = "Access code")
    @Operation(
            operationId = "revokeAccessCode",
            summary = "Revoke the access ID and OTP of a device",
            description = """
                    For a pair that is in the wrong hands. It is dead at once, whatever state it was in; the state is `NoPair` then. The
                    registration, its `id` and a connection that the device has already stay. A recreation gives a new pair. If there is no
                    pair, nothing changes and the answer is the same. A remote connector is asked all the same: it may have a pair of which
                    this service does not know.
                    """)
    @Parameter(ref = "X-Change-Reason")
    @APIResponse(responseCode = "204", description = "There is no pair any more.")
    @Refuses({
        ErrorCode.INVALID_SUBJECT_ID,
        ErrorCode.INVALID_DEVICE_ID,
        ErrorCode.DEVICE_NOT_DISPENSED,
        ErrorCode.DEVICE_DISPENSED_TO_DIFFERENT_SUBJECT,
        ErrorCode.CONNECTION_TYPE_MISSING,
        ErrorCode.NO_CONNECTION_DEVICE,
        ErrorCode.DEVICE_NOT_REGISTERED,
        ErrorCode.MHEALTH_SETTINGS_NOT_FOUND,
        ErrorCode.MHEALTH_SETTINGS_REFUSED,
        ErrorCode.PRECONDITION_FAILED,
        ErrorCode.CONNECTOR_UNAVAILABLE
    })
    @RequiresRight(value = Right.DEVICE_ACTIONS_POST, ofSites = true)
    @Audited(AuditAction.REVOKE_ACCESS_CODE)
    public Response revoke(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @PathParam("subjectId") UUID subjectId,
            @PathParam("inventoryId") UUID inventoryId,
            @QueryParam("mSubjectId") @Printable(max = 100) List<String> mSubjectId,
            @HeaderParam(IfMatch.HEADER) List<String> ifMatch) {
        audited.requireUsableReason();
        var expected = IfMatch.of(ifMatch);
        var device = DeviceRef.of(new StudyMode(studyId, mode), subjectId, inventoryId, mSubjectId.get(0));
        operation.run(() -> revocation.revoke(device, expected));
        return Response.noContent().build();
    }
}
