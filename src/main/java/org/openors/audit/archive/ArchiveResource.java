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
import java.util.UUID;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.verification.Pages;
import org.openors.error.Refusal;
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
    @RequiresRight(Right.AUDIT_GET)
    @Audited(AuditAction.ARCHIVE_AUDIT)
    public StreamingOutput archive(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @QueryParam("fromSequence") @DefaultValue("1") @Pattern(regexp = NUMBER, message = DEMAND)
                    String fromSequence,
            @QueryParam("toSequence") @DefaultValue(LAST) @Pattern(regexp = NUMBER, message = DEMAND)
                    String toSequence) {
        long from = Long.parseLong(fromSequence);
        long to = Long.parseLong(toSequence);
        if (from > to) {
            throw Refusal.invalid("fromSequence", "must not be above toSequence");
        }
        var head = archiving.begin(new StudyMode(studyId, mode), from, to);
        return output -> write(head, output);
    }

    private void write(ArchiveHead head, OutputStream output) throws IOException {
        var lines = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        lines.write(head.line() + "\n");
        var records = new Pages(head.fromSequence(), from -> archiving.page(head, from));
        while (records.hasNext()) {
            lines.write(records.next().line() + "\n");
        }
        lines.flush();
    }
}
