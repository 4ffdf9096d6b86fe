package org.openors.audit.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.ChainName;
import org.openors.http.StrictQuery;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET /audit/verification}: whether the service's own audit trail is as it was written. */
@Path("v1.0/audit/verification")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ServiceVerificationResource {

    @Inject
    RecordedVerification verification;

    @GET
    @Tag(name = "Audit trail")
    @Operation(
            operationId = "verifyServiceAudit",
            summary = "Verify that the service's own audit trail is as it was written",
            description = """
                    As for a study's trail. The service also verifies all trails by itself and logs what it finds as an error.
                    """)
    @APIResponse(
            responseCode = "200",
            description = "What was found. A trail that is not valid is no error of the request.")
    @RequiresRight(value = Right.AUDIT_GET, ofTheService = true)
    @Audited(AuditAction.VERIFY_AUDIT)
    @StrictQuery
    public VerificationResult verify() {
        return verification.verify(ChainName.OF_THE_SERVICE);
    }
}
