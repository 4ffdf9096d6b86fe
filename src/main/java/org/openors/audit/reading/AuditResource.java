package org.openors.audit.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
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
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET /studies/{studyId}/{mode}/audit}: one page in JSON, or all of it as a file. The default is JSON. */
@Path("v1.0/studies/{studyId}/{mode}/audit")
@ApplicationScoped
public class AuditResource {

    @Inject
    AuditAnswers answers;

    @GET
    @Tag(name = "Audit trail")
    @Operation(
            operationId = "readAudit",
            summary = "Read or export the audit trail of a study in one mode",
            description = """
                    Newest first. Reading and exporting are recorded too. A query parameter that is not named here is refused.

                    - `Accept: application/json` (or none): one page. Its `next`, if given, is the `before` of the following page, also if
                      this one has fewer records than `limit`. Records written meanwhile do not shift the pages.
                    - `Accept: text/csv`: all records that match, as a file (RFC 4180) with a header line. No spreadsheet finds a formula, whether
                      it separates cells by comma, semicolon or tab: what could be one gets an apostrophe in front, at the start of a cell and
                      after a semicolon, tab or line break in it. A cell that begins with an apostrophe gets one too. In the columns `actorIssuer`,
                      `actor` and `actorRight` a character that nobody sees is written as its JSON escape (`\\u200D`).
                    - `Accept: application/fhir+ndjson`: the same records as FHIR R4 `AuditEvent`, one a line.

                    With the right for some sites only: the records of subjects who are of these sites now. Their place in the trail and, of a
                    dispensation, who had the item before, are left out.

                    An export takes neither `limit` nor `before`. It is sent while it is read; if it can't be read to its end, its last line
                    says so: in CSV a single cell, in FHIR an `OperationOutcome`. At most two requests at once read a whole trail (export,
                    verify, archive); a third gets `ORS_503_02`. Four pages at once read on that are not full after the first 20,000 records, as
                    their filter matches few; another one waits 5 s, and then gets it too. `from` and `to` keep a page short.
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
    @RequiresRight(value = Right.AUDIT_GET, ofSites = true)
    @Audited(AuditAction.READ_AUDIT)
    @StrictQuery
    public Response read(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @BeanParam AuditQuery query,
            @QueryParam("before") String before,
            @QueryParam("limit") String limit) {
        return answers.page(ChainName.of(new StudyMode(studyId, mode)), query, before, limit);
    }

    @GET
    @Operation(hidden = true)
    @Produces({"text/csv;qs=0.5", "application/fhir+ndjson;qs=0.5"})
    @RequiresRight(value = Right.AUDIT_GET, ofSites = true)
    @Audited(AuditAction.EXPORT_AUDIT)
    @StrictQuery
    public Response export(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @BeanParam AuditQuery query,
            @Context HttpHeaders headers) {
        return answers.export(ChainName.of(new StudyMode(studyId, mode)), query, headers);
    }
}
