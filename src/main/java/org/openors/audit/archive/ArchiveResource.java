package org.openors.audit.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
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
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET …/audit/archive}: a range of sealed records with their proofs, one in a line. */
@Path("v1.0/studies/{studyId}/{mode}/audit/archive")
@ApplicationScoped
@Produces("application/x-ndjson")
public class ArchiveResource {

    @Inject
    Archive archive;

    @GET
    @Tag(name = "Audit trail")
    @Operation(
            operationId = "archiveAudit",
            summary = "Take sealed audit records out, with what proves them",
            description = """
                    Lines of JSON: the first says which records follow (`time`, `studyId`, `mode`, `fromSequence`, `toSequence`,
                    `lastSequence`, `hashBefore`, `hash`, `keyId`, `mac`); each further one is a record with its `sequence`, `keyId`, `mac`,
                    `sealKeyId` and `hash`. `server-config/audit/verify` verifies them without the service. Nothing is removed from the
                    service. An archive is recorded too. At most two requests at once read a whole trail (export, verify, archive); a
                    third gets `ORS_503_02`.
                    """)
    @APIResponse(
            responseCode = "200",
            description = "The archive. If a part is lost on the way, its verification shows it.",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @RequiresRight(Right.AUDIT_GET)
    @Audited(AuditAction.ARCHIVE_AUDIT)
    @StrictQuery
    public StreamingOutput archive(
            @PathParam("studyId") UUID studyId, @PathParam("mode") Mode mode, @Valid @BeanParam ArchiveRange range) {
        return archive.of(ChainName.of(new StudyMode(studyId, mode)), range);
    }
}
