package org.openors.audit.reading;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.stream.Stream;
import org.openors.audit.AuditedRequest;
import org.openors.input.QueryParameters;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET /studies/{studyId}/{mode}/audit}: a page for programs, or all of it as a file. Whoever does not say gets JSON. */
@Path("v1.0/studies/{studyId}/{mode}/audit")
@ApplicationScoped
public class AuditResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    @EJB
    AuditReading reading;

    @Inject
    AuditedRequest audited;

    @GET
    @Produces("application/json;qs=1")
    @RequiresRight(Right.AUDIT_GET)
    public Response read(@PathParam("studyId") String studyId, @PathParam("mode") String mode, @Context UriInfo uri) {
        var query = new QueryParameters(uri.getQueryParameters());
        var filter = AuditFilter.of(query);
        var before = query.one("before", AuditPosition::parse, "must be the next of an earlier page")
                .orElseGet(AuditPosition::end);
        int limit = query.one("limit", AuditResource::limit, "must be from 1 to " + MAX_LIMIT)
                .orElse(DEFAULT_LIMIT);
        query.nothingElse();
        audited.concerns(filter.subjectId(), filter.inventoryId());
        var page = reading.begin(AuditSelection.of(studyId, mode, filter), before, limit);
        return answer(page.json());
    }

    @GET
    @Produces("text/csv;charset=UTF-8;qs=0.5")
    @RequiresRight(Right.AUDIT_GET)
    public Response exportCsv(
            @PathParam("studyId") String studyId, @PathParam("mode") String mode, @Context UriInfo uri) {
        return export(studyId, mode, uri, new CsvFormat());
    }

    @GET
    @Produces("application/fhir+ndjson;qs=0.5")
    @RequiresRight(Right.AUDIT_GET)
    public Response exportFhir(
            @PathParam("studyId") String studyId, @PathParam("mode") String mode, @Context UriInfo uri) {
        return export(studyId, mode, uri, new FhirFormat());
    }

    private Response export(String studyId, String mode, UriInfo uri, AuditFormat format) {
        audited.isExport();
        var query = new QueryParameters(uri.getQueryParameters());
        var filter = AuditFilter.of(query);
        query.nothingElse();
        audited.concerns(filter.subjectId(), filter.inventoryId());
        var selection = AuditSelection.of(studyId, mode, filter);
        var first = reading.begin(selection, AuditPosition.end(), AuditExport.PAGE_SIZE);
        return answer(new AuditExport(
                format, first, position -> reading.continued(selection, position, AuditExport.PAGE_SIZE)));
    }

    private static Response answer(Object entity) {
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private static Optional<Integer> limit(String text) {
        return Stream.of(text)
                .filter(any -> any.matches("[0-9]{1,4}"))
                .map(Integer::valueOf)
                .filter(limit -> limit >= 1 && limit <= MAX_LIMIT)
                .findFirst();
    }
}
