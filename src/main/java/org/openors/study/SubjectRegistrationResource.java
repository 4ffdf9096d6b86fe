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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.AuditedRequest;
import org.openors.database.LostRace;
import org.openors.error.ErrorCode;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.identity.SubjectKey;
import org.openors.input.JsonFields;
import org.openors.openapi.Refuses;
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
    @Tag(name = "Subjects")
    @Operation(operationId = "registerSubject", summary = "Register a subject with mHealth", description = """
                    Stores the subject's id in mHealth, which the device operations then demand as `mSubjectId`. An earlier one is replaced.
                    """)
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = SubjectRegistrationRequest.class)))
    @APIResponse(responseCode = "200", description = "The subject as mHealth knows it now.")
    @Refuses({ErrorCode.INVALID_SUBJECT_ID})
    @RequiresRight(value = Right.DEVICE_ACTIONS_POST, ofSites = true)
    @Audited(AuditAction.REGISTER_SUBJECT)
    public RegisteredSubject register(
            @PathParam("studyId") UUID studyId, @PathParam("mode") Mode mode, InputStream body) {
        var request = SubjectRegistrationRequest.from(JsonFields.read(body));
        audited.nameSubject(request.subjectId());
        var subject = new SubjectKey(new StudyMode(studyId, mode), request.subjectId());
        return LostRace.retried(() -> registering.register(subject, request.mhealthSubjectId()));
    }
}
