package org.openors.audit.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.verification.Pages;
import org.openors.error.Refusal;
import org.openors.http.TimedAnswer;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET …/audit/archive}: a range of sealed records with their proofs, one in a line. */
@Path("v1.0/studies/{studyId}/{mode}/audit/archive")
@ApplicationScoped
@Produces("application/x-ndjson")
public class ArchiveResource {

    private static final String NUMBER = "[1-9]\\d{0,17}";
    private static final String DEMAND = "must be a whole number from 1";
    private static final String LAST = "999999999999999999";

    @Inject
    Archiving archiving;

    @GET
    @Tag(name = "Audit trail")
    @Operation(
            operationId = "archiveAudit",
            summary = "Take sealed audit records out, with what proves them",
            description = """
                    Lines of JSON: the first says which records follow (`time`, `studyId`, `mode`, `fromSequence`, `toSequence`,
                    `lastSequence`, `hashBefore`, `hash`, `keyId`, `mac`); each further one is a record with its `sequence`, `keyId`, `mac`,
                    `sealKeyId` and `hash`. `server-config/audit/verify` verifies them without the service. Nothing is removed from the
                    service. An archive is recorded too.
                    """)
    @Parameter(
            name = "fromSequence",
            description = "The number of the first record.",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "1", defaultValue = "1"))
    @Parameter(
            name = "toSequence",
            description = "The number of the last record; the last sealed one if there is none of this number.",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "1"))
    @APIResponse(
            responseCode = "200",
            description = "The archive. If a part is lost on the way, its verification shows it.",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @RequiresRight(Right.AUDIT_GET)
    @Audited(AuditAction.ARCHIVE_AUDIT)
    public StreamingOutput archive(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @QueryParam("fromSequence") @DefaultValue("1") @Pattern(regexp = NUMBER, message = DEMAND)
                    String fromSequence,
            @QueryParam("toSequence") @Pattern(regexp = NUMBER, message = DEMAND) String toSequence) {
        long from = Long.parseLong(fromSequence);
        long to = Long.parseLong(Objects.requireNonNullElse(toSequence, LAST));
        if (from > to) {
            throw Refusal.invalid("fromSequence", "must not be above toSequence");
        }
        var head = archiving.begin(new StudyMode(studyId, mode), from, to);
        return output -> write(head, output);
    }

    private void write(ArchiveHead head, OutputStream output) throws IOException {
        var timed = new TimedAnswer(output);
        var lines = new BufferedWriter(new OutputStreamWriter(timed, StandardCharsets.UTF_8));
        lines.write(head.line() + "\n");
        var records = new Pages(head.fromSequence(), from -> archiving.page(head, from));
        while (records.hasNext()) {
            timed.requireInTime();
            lines.write(records.next().line() + "\n");
        }
        lines.flush();
    }
}
