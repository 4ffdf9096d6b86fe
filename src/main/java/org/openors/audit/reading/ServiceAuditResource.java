package org.openors.audit.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.ChainName;
import org.openors.http.StrictQuery;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET /audit}: the service's own trail, one page in JSON, or all of it as a file. */
@Path("v1.0/audit")
@ApplicationScoped
public class ServiceAuditResource {

    @Inject
    AuditAnswers answers;

    @GET
    @Tag(name = "Audit trail")
    @Operation(
            operationId = "readServiceAudit",
            summary = "Read or export the service's own audit trail",
            description = """
                    The records that concern no study, or none that was known when they were written: requests of strangers, bootstraps with
                    an unknown access ID, requests for something that does not exist, changes of the key, readings of this trail. Forms,
                    filters and pages are those of a study's trail.
                    """)
    @Parameter(name = "before", description = "The `next` of an earlier page of JSON, with the same filters.")
    @Parameter(
            name = "limit",
            description =
                    "How many records a page of JSON has at most. It ends earlier when its texts have about a million characters.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100"))
    @APIResponse(
            responseCode = "200",
            description = "A page of records, or all of them as a file. No OTP, password or token is in it.",
            headers = @Header(name = "Cache-Control", ref = "Cache-Control"),
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = AuditPageDocument.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/fhir+ndjson", schema = @Schema(type = SchemaType.STRING))
            })
    @Produces("application/json;qs=1")
    @RequiresRight(value = Right.AUDIT_GET, ofTheService = true)
    @Audited(AuditAction.READ_AUDIT)
    @StrictQuery
    public Response read(
            @BeanParam AuditQuery query, @QueryParam("before") String before, @QueryParam("limit") String limit) {
        return answers.page(ChainName.OF_THE_SERVICE, query, before, limit);
    }

    @GET
    @Operation(hidden = true)
    @Produces({"text/csv;qs=0.5", "application/fhir+ndjson;qs=0.5"})
    @RequiresRight(value = Right.AUDIT_GET, ofTheService = true)
    @Audited(AuditAction.EXPORT_AUDIT)
    @StrictQuery
    public Response export(@BeanParam AuditQuery query, @Context HttpHeaders headers) {
        return answers.export(ChainName.OF_THE_SERVICE, query, headers);
    }
}
