package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.UUID;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.AuditedRequest;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.identity.SubjectKey;
import org.openors.input.JsonFields;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code POST …/subjects/mhealthRegister}: registers a subject with mHealth (contract, section 5). */
@Path("v1.0/studies/{studyId}/{mode}/subjects/mhealthRegister")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SubjectRegistrationResource {

    @Inject
    SubjectRegistering registering;

    @Inject
    AuditedRequest audited;

    @POST
    @RequiresRight(Right.DEVICE_ACTIONS_POST)
    @Audited(AuditAction.REGISTER_SUBJECT)
    public RegisteredSubject register(
            @PathParam("studyId") UUID studyId, @PathParam("mode") Mode mode, InputStream body) {
        var fields = JsonFields.read(body);
        var subjectId = fields.identifier("subjectId");
        var mSubjectId = fields.requiredText("mhealthSubjectId", 1, 100);
        fields.refuseOthers();
        fields.problems().refuseIfAny();
        audited.nameSubject(subjectId);
        return registering.register(new SubjectKey(new StudyMode(studyId, mode), subjectId), mSubjectId);
    }
}
