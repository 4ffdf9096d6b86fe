package org.openors.study;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.openors.audit.AuditedRequest;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.input.JsonFields;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code POST …/subjects/mhealthRegister}: the contract's section 5. */
@Path("v1.0/studies/{studyId}/{mode}/subjects/mhealthRegister")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SubjectRegistrationResource {

    @EJB
    SubjectRegistering registering;

    @Inject
    AuditedRequest audited;

    @POST
    @RequiresRight(Right.DEVICE_ACTIONS_POST)
    public RegisteredSubject register(
            @PathParam("studyId") String studyId, @PathParam("mode") String mode, InputStream body) {
        var fields = JsonFields.read(body);
        var subjectId = fields.identifier("subjectId");
        var mSubjectId = fields.requiredText("mhealthSubjectId", 1, 100);
        fields.refuseOthers();
        fields.problems().refuseIfAny();
        audited.concerns(subjectId, null);
        var study = Identifier.parse(studyId).orElseThrow(Refusal::unknownStudy);
        return registering.register(study, Mode.valueOf(mode), subjectId, mSubjectId);
    }
}
