package org.openors.audit.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.openors.audit.AuditedRequest;
import org.openors.audit.ChainName;
import org.openors.audit.WholeTrail;
import org.openors.http.NegotiationFilter;
import org.openors.input.QueryParameter;
import org.openors.security.Caller;

/** Answers with records of a trail: one page in JSON, or all of them as a file. */
@ApplicationScoped
public class AuditAnswers {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final MediaType CSV = MediaType.valueOf("text/csv;charset=UTF-8");
    private static final MediaType FHIR = MediaType.valueOf("application/fhir+ndjson");
    private static final List<MediaType> EXPORTS = List.of(CSV, FHIR);

    @Inject
    AuditReading reading;

    @Inject
    AuditedRequest audited;

    @Inject
    WholeTrail whole;

    @Inject
    Caller caller;

    Response page(ChainName trail, AuditQuery query, String before, String limit) {
        var filter = AuditFilter.of(query);
        var position =
                QueryParameter.parse("before", before, AuditPosition::parse, "must be the next of an earlier page");
        var count = QueryParameter.parse("limit", limit, AuditAnswers::limit, "must be from 1 to " + MAX_LIMIT);
        note(filter);
        var page = reading.begin(
                new AuditSelection(trail, filter, caller.sites().within(null)),
                Objects.requireNonNullElseGet(position, AuditPosition::end),
                Objects.requireNonNullElse(count, DEFAULT_LIMIT));
        return answer(VisibleText.json(page.json().toString()), MediaType.APPLICATION_JSON_TYPE);
    }

    Response export(ChainName trail, AuditQuery query, HttpHeaders headers) {
        var filter = AuditFilter.of(query);
        note(filter);
        whole.begin();
        var selection = new AuditSelection(trail, filter, caller.sites().within(null));
        var first = reading.begin(selection, AuditPosition.end(), AuditExport.PAGE_SIZE);
        var type = exported(headers.getAcceptableMediaTypes());
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

    /**
     * What the caller likes best, whatever its parameters: the servers' {@code selectVariant} differ about those.
     *
     * @param accepted the best first
     */
    static MediaType exported(List<MediaType> accepted) {
        return accepted.stream()
                .flatMap(range -> EXPORTS.stream().filter(range::isCompatible))
                .filter(type -> NegotiationFilter.accepts(accepted, type))
                .findFirst()
                .orElse(CSV);
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
