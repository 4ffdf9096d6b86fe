package org.openors.audit.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.Optional;
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
import org.openors.audit.AuditedRequest;
import org.openors.audit.reading.AuditPageDocument.Outcome;
import org.openors.http.StrictQuery;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.QueryParameter;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET /studies/{studyId}/{mode}/audit}: one page in JSON, or all of it as a file. The default is JSON. */
@Path("v1.0/studies/{studyId}/{mode}/audit")
@ApplicationScoped
public class AuditResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final MediaType CSV = MediaType.valueOf("text/csv;charset=UTF-8");
    private static final MediaType FHIR = MediaType.valueOf("application/fhir+ndjson");
    private static final List<Variant> EXPORTS =
            Variant.mediaTypes(CSV, FHIR).add().build();

    @Inject
    AuditReading reading;

    @Inject
    AuditedRequest audited;

    @GET
    @Tag(name = "Audit trail")
    @Operation(
            operationId = "readAudit",
            summary = "Read or export the audit trail of a study in one mode",
            description = """
                    Newest first. Reading and exporting are recorded too. A query parameter that is not named here is refused.

                    - `Accept: application/json` (or none): one page. Its `next`, if given, is the `before` of the following page. Records
                      written meanwhile do not shift the pages.
                    - `Accept: text/csv`: all records that match, as a file (RFC 4180) with a header line. A cell that begins with `=`, `+`,
                      `-`, `@`, a tab, a line break or an apostrophe gets an apostrophe in front, so that no spreadsheet takes it for a formula.
                    - `Accept: application/fhir+ndjson`: the same records as FHIR R4 `AuditEvent`, one a line.

                    An export takes neither `limit` nor `before`. It is sent while it is read; if it can't be read to its end, its last line
                    says so: in CSV a single cell, in FHIR an `OperationOutcome`.
                    """)
    @Parameter(name = "subjectId", description = "Only this subject.", schema = @Schema(ref = "IdentifierAsSent"))
    @Parameter(name = "inventoryId", description = "Only this item.", schema = @Schema(ref = "IdentifierAsSent"))
    @Parameter(
            name = "actor",
            description = "Only by this `sub` or access ID.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
    @Parameter(name = "action", description = "Only this action.", schema = @Schema(implementation = AuditAction.class))
    @Parameter(name = "outcome", description = "Only this outcome.", schema = @Schema(implementation = Outcome.class))
    @Parameter(
            name = "from",
            description = "Only from this time on.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "to",
            description = "Only before this time.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(name = "before", description = "The `next` of an earlier page of JSON, with the same filters.")
    @Parameter(
            name = "limit",
            description = "How many records a page of JSON has at most.",
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
    @RequiresRight(Right.AUDIT_GET)
    @Audited(AuditAction.READ_AUDIT)
    @StrictQuery
    public Response read(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @QueryParam("subjectId") String subjectId,
            @QueryParam("inventoryId") String inventoryId,
            @QueryParam("actor") String actor,
            @QueryParam("action") String action,
            @QueryParam("outcome") String outcome,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("before") String before,
            @QueryParam("limit") String limit) {
        var filter = AuditFilter.of(subjectId, inventoryId, actor, action, outcome, from, to);
        var position = Optional.ofNullable(
                QueryParameter.parse("before", before, AuditPosition::parse, "must be the next of an earlier page"));
        var count = Optional.ofNullable(
                QueryParameter.parse("limit", limit, AuditResource::limit, "must be from 1 to " + MAX_LIMIT));
        note(filter);
        var page = reading.begin(
                new AuditSelection(new StudyMode(studyId, mode), filter),
                position.orElseGet(AuditPosition::end),
                count.orElse(DEFAULT_LIMIT));
        return answer(page.json(), MediaType.APPLICATION_JSON_TYPE);
    }

    @GET
    @Operation(hidden = true)
    @Produces({"text/csv;charset=UTF-8;qs=0.5", "application/fhir+ndjson;qs=0.5"})
    @RequiresRight(Right.AUDIT_GET)
    @Audited(AuditAction.EXPORT_AUDIT)
    @StrictQuery
    public Response export(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @QueryParam("subjectId") String subjectId,
            @QueryParam("inventoryId") String inventoryId,
            @QueryParam("actor") String actor,
            @QueryParam("action") String action,
            @QueryParam("outcome") String outcome,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @Context Request request) {
        var filter = AuditFilter.of(subjectId, inventoryId, actor, action, outcome, from, to);
        note(filter);
        var selection = new AuditSelection(new StudyMode(studyId, mode), filter);
        var first = reading.begin(selection, AuditPosition.end(), AuditExport.PAGE_SIZE);
        var type = request.selectVariant(EXPORTS).getMediaType();
        var format = type.equals(CSV) ? new CsvFormat() : new FhirFormat();
        return answer(
                new AuditExport(
                        format, first, position -> reading.continued(selection, position, AuditExport.PAGE_SIZE)),
                type);
    }

    /** The record of the reading names the subject and the item that the filter asks for. */
    private void note(AuditFilter filter) {
        audited.nameSubject(filter.subjectId());
        audited.nameItem(filter.inventoryId());
    }

    private static Response answer(Object entity, MediaType type) {
        return Response.ok(entity, type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Optional<Integer> limit(String text) {
        return Optional.of(text)
                .filter(any -> any.matches("[0-9]{1,4}"))
                .map(Integer::valueOf)
                .filter(limit -> limit >= 1 && limit <= MAX_LIMIT);
    }
}
