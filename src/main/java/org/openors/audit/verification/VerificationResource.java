package org.openors.audit.verification;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.openors.audit.ChainName;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET …/audit/verification}: whether the trail of the study and mode is as it was written. */
@Path("v1.0/studies/{studyId}/{mode}/audit/verification")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class VerificationResource {

    @EJB
    TrailVerification verification;

    @GET
    @RequiresRight(Right.AUDIT_GET)
    public VerificationResult verify(@PathParam("studyId") String studyId, @PathParam("mode") String mode) {
        var study = Identifier.parse(studyId).orElseThrow(Refusal::unknownStudy);
        return verification.verify(new ChainName(study, mode));
    }
}
