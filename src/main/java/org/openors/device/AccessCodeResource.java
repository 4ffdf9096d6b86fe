package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

/** {@code PUT …/devices/{inventoryId}/access-code}: recreates the pair of a device (contract, section 2). */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/devices/{inventoryId}/access-code")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccessCodeResource {

    @Inject
    AuditedRequest audited;

    @Inject
    DeviceOperation operation;

    @Inject
    AccessCodeRecreation recreation;

    @PUT
    @Tag(name = "Access code")
    @Operation(
            operationId = "recreateAccessCode",
            summary = "Recreate the access ID and OTP of a device",
            description = """
                    For an expired OTP or a lost pair. There is no request body.

                    - The old pair is dead as soon as the new one is stored, whatever state it was in.
                    - A pair may be recreated at any time, before it expires and after a bootstrap too (a lost phone). The device can then
                      be bootstrapped once more.
                    - Two recreations at once both succeed; only the pair that was stored later works.
                    - With `If-Match` the pair is replaced only if nobody issued, redeemed or revoked one meanwhile, else the answer is 412
                      `ORS_412_01`. Of two recreations at once with the same `If-Match` one succeeds.
                    """)
    @Parameter(ref = "X-Change-Reason")
    @APIResponse(
            responseCode = "200",
            description = "The new pair. It is shown only here: the service keeps a keyed hash of the OTP.",
            headers = {
                @Header(name = "OTP-Expires-At", ref = "OTP-Expires-At"),
                @Header(name = "ETag", ref = "ETag"),
                @Header(name = "Cache-Control", ref = "Cache-Control")
            },
            content = @Content(schema = @Schema(implementation = BootStrapCredResponseDto.class)))
    @Refuses({
        ErrorCode.INVALID_SUBJECT_ID,
        ErrorCode.INVALID_DEVICE_ID,
        ErrorCode.DEVICE_NOT_DISPENSED,
        ErrorCode.DEVICE_DISPENSED_TO_DIFFERENT_SUBJECT,
        ErrorCode.CONNECTION_TYPE_MISSING,
        ErrorCode.NO_CONNECTION_DEVICE,
        ErrorCode.DEVICE_NOT_REGISTERED,
        ErrorCode.VENDOR_CODE_MISSING,
        ErrorCode.MHEALTH_SETTINGS_NOT_FOUND,
        ErrorCode.MHEALTH_SETTINGS_REFUSED,
        ErrorCode.PRECONDITION_FAILED,
        ErrorCode.CONNECTOR_UNAVAILABLE
    })
    @RequiresRight(value = Right.DEVICE_ACTIONS_POST, ofSites = true)
    @Audited(AuditAction.RECREATE_ACCESS_CODE)
    public Response recreate(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @PathParam("subjectId") UUID subjectId,
            @PathParam("inventoryId") UUID inventoryId,
            @QueryParam("mSubjectId") @Printable(max = 100) List<String> mSubjectId,
            @HeaderParam(IfMatch.HEADER) List<String> ifMatch) {
        audited.requireUsableReason();
        var expected = IfMatch.of(ifMatch);
        var device = DeviceRef.of(new StudyMode(studyId, mode), subjectId, inventoryId, mSubjectId.get(0));
        return BootStrapCredResponseDto.response(operation.run(() -> recreation.recreate(device, expected)));
    }
}
