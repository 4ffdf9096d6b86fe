package org.openors.audit.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
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

/** {@code GET …/audit/verification}: whether the audit trail of a study and mode is as it was written. */
@Path("v1.0/studies/{studyId}/{mode}/audit/verification")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class VerificationResource {

    @Inject
    RecordedVerification verification;

    @GET
    @Tag(name = "Audit trail")
    @Operation(
            operationId = "verifyAudit",
            summary = "Verify that the audit trail is as it was written",
            description = """
                    Goes through the sealed records of the study and mode from first to last, with the key and with the checkpoints that this
                    node has kept, and names the first that is not as it was sealed. A record is sealed at most two seconds after it was
                    written; those not yet sealed are verified one by one. A record that waits for more than 60 s is a problem. What is
                    sealed while this runs belongs to the next verification. A verification is recorded too. At most two requests at once
                    read a whole trail (export, verify, archive); a third gets `ORS_503_02`.
                    """)
    @APIResponse(
            responseCode = "200",
            description = "What was found. A trail that is not valid is no error of the request.")
    @RequiresRight(Right.AUDIT_GET)
    @Audited(AuditAction.VERIFY_AUDIT)
    @StrictQuery
    public VerificationResult verify(@PathParam("studyId") UUID studyId, @PathParam("mode") Mode mode) {
        return verification.verify(ChainName.of(new StudyMode(studyId, mode)));
    }
}
