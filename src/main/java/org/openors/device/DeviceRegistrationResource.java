package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.AuditedRequest;
import org.openors.error.ErrorCode;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.JsonFields;
import org.openors.openapi.Refuses;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code POST …/subjects/{subjectId}/register-device}: registers a device (contract, section 3). */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/register-device")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DeviceRegistrationResource {

    @Inject
    DeviceRegistering registering;

    @Inject
    AuditedRequest audited;

    @Inject
    DeviceOperation operation;

    @POST
    @Tag(name = "Devices")
    @Operation(operationId = "registerDevice", summary = "Register a device and get its first pair", description = """
                    Registering a registered device-to-cloud device again works as a recreation and keeps its `id`. A cloud-to-cloud
                    registration gets a pair too; one that was brought over without a vendor code is completed and keeps its `id`. The checks of the vendor code and the subject number come before that of the settings.
                    """)
    @Parameter(ref = "X-Change-Reason")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = DeviceRegistrationRequest.class)))
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
        ErrorCode.DEVICE_ALREADY_REGISTERED,
        ErrorCode.VENDOR_CODE_MISSING,
        ErrorCode.VENDOR_CODE_NOT_ALLOWED,
        ErrorCode.SUBJECT_NUMBER_MISSING,
        ErrorCode.MHEALTH_SETTINGS_NOT_FOUND,
        ErrorCode.MHEALTH_SETTINGS_REFUSED,
        ErrorCode.CONNECTOR_UNAVAILABLE
    })
    @RequiresRight(value = Right.DEVICE_ACTIONS_POST, ofSites = true)
    @Audited(AuditAction.REGISTER_DEVICE)
    public Response register(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @PathParam("subjectId") UUID subjectId,
            InputStream body) {
        var request = DeviceRegistrationRequest.from(JsonFields.read(body));
        audited.nameItem(request.inventoryId());
        audited.requireUsableReason();
        var device = DeviceRef.of(new StudyMode(studyId, mode), subjectId, request.inventoryId(), request.mSubjectId());
        return BootStrapCredResponseDto.response(
                operation.run(() -> registering.register(device, request.subjectNumber(), request.vendorCode())));
    }
}
