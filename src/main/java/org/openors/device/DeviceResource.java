package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.AuditedRequest;
import org.openors.error.ErrorCode;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.Printable;
import org.openors.openapi.Refuses;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code DELETE …/devices/{inventoryId}}: deregisters a device (contract, section 4). */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/devices/{inventoryId}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeviceResource {

    @Inject
    AuditedRequest audited;

    @Inject
    DeviceOperation operation;

    @Inject
    DeviceDeregistering deregistering;

    @DELETE
    @Tag(name = "Devices")
    @Operation(operationId = "deregisterDevice", summary = "Deregister a device", description = """
                    The device's pair and its connection secret are dead at once; a later registration gets a new `id`. The
                    connection type is not checked. A remote connector is told; if it does not know the device, that is no failure.
                    """)
    @Parameter(ref = "X-Change-Reason")
    @APIResponse(
            responseCode = "200",
            description = "The device instance identifier that the device had, as a JSON string.",
            content = @Content(schema = @Schema(ref = "Identifier")))
    @Refuses({
        ErrorCode.INVALID_SUBJECT_ID,
        ErrorCode.INVALID_DEVICE_ID,
        ErrorCode.DEVICE_NOT_DISPENSED,
        ErrorCode.DEVICE_DISPENSED_TO_DIFFERENT_SUBJECT,
        ErrorCode.DEVICE_NOT_REGISTERED,
        ErrorCode.MHEALTH_SETTINGS_NOT_FOUND,
        ErrorCode.MHEALTH_SETTINGS_REFUSED,
        ErrorCode.CONNECTOR_UNAVAILABLE
    })
    @RequiresRight(value = Right.DEVICE_ACTIONS_POST, ofSites = true)
    @Audited(AuditAction.DEREGISTER_DEVICE)
    public JsonString deregister(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @PathParam("subjectId") UUID subjectId,
            @PathParam("inventoryId") UUID inventoryId,
            @QueryParam("mSubjectId") @Printable(max = 100) List<String> mSubjectId) {
        audited.requireUsableReason();
        var device = DeviceRef.of(new StudyMode(studyId, mode), subjectId, inventoryId, mSubjectId.get(0));
        return Json.createValue(Identifier.format(operation.run(() -> deregistering.deregister(device))));
    }
}
