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
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.AuditedRequest;
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
