package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.http.StrictQuery;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.PageLimit;
import org.openors.input.QueryParameter;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET …/devices}: the devices that somebody must look after (contract, section 6). */
@Path("v1.0/studies/{studyId}/{mode}/devices")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DevicesResource {

    @Inject
    DeviceSearch search;

    @GET
    @Tag(name = "Look-ups")
    @Operation(
            operationId = "findDevices",
            summary = "List the devices whose pair was not used, has expired, is locked or is not known",
            description = """
                    The first to expire comes first. Only devices whose pair was issued for the subject who has the item now. A query parameter
                    that is not named here is refused.
                    """)
    @APIResponse(responseCode = "200", description = "A page of devices, maybe an empty one.")
    @RequiresRight(value = Right.DEVICE_ACTIONS_GET, ofSites = true)
    @Audited(AuditAction.FIND_DEVICES)
    @StrictQuery
    public DevicePage find(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @QueryParam("state")
                    @Parameter(
                            description =
                                    "Only devices in these states: `AwaitingBootstrap`, `Expired`, `Locked` and `Unknown`, separated by commas. Without it, in all four.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            pattern =
                                                    "^(AwaitingBootstrap|Expired|Locked|Unknown)(,(AwaitingBootstrap|Expired|Locked|Unknown))*$",
                                            example = "AwaitingBootstrap,Expired"))
                    String state,
            @QueryParam("siteId") @Parameter(ref = "siteId") String siteId,
            @QueryParam("expiresWithin")
                    @Parameter(
                            description =
                                    "Only devices whose pair expires within this time from now on, or has expired (ISO-8601, up to `PT24H`).",
                            schema = @Schema(type = SchemaType.STRING, format = "duration", example = "PT4H"))
                    String expiresWithin,
            @QueryParam("limit") @Parameter(ref = "limit") String limit,
            @QueryParam("after") @Parameter(ref = "after") String after) {
        var selection = new DeviceSelection(
                DeviceSelection.states(state),
                DeviceSelection.expiresWithin(expiresWithin),
                QueryParameter.text("siteId", siteId, 100),
                PageLimit.of(limit),
                QueryParameter.parse("after", after, DevicePosition::parse, "must be the next of an earlier page"));
        return search.find(new StudyMode(studyId, mode), selection);
    }
}
