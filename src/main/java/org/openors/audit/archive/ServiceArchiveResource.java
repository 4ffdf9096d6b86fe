package org.openors.audit.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.ChainName;
import org.openors.http.StrictQuery;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET /audit/archive}: a range of sealed records of the service's own trail with their proofs, one in a line. */
@Path("v1.0/audit/archive")
@ApplicationScoped
@Produces("application/x-ndjson")
public class ServiceArchiveResource {

    @Inject
    Archive archive;

    @GET
    @Tag(name = "Audit trail")
    @Operation(
            operationId = "archiveServiceAudit",
            summary = "Take sealed records of the service's own audit trail out, with what proves them",
            description = """
                    As for a study's trail. The first line has the `studyId` 00000000000000000000000000000000 and the `mode` `-`.
                    """)
    @APIResponse(
            responseCode = "200",
            description = "The archive. If a part is lost on the way, its verification shows it.",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @RequiresRight(value = Right.AUDIT_GET, ofTheService = true)
    @Audited(AuditAction.ARCHIVE_AUDIT)
    @StrictQuery
    public StreamingOutput archive(@Valid @BeanParam ArchiveRange range) {
        return archive.of(ChainName.OF_THE_SERVICE, range);
    }
}
