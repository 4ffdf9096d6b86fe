package org.openors.study;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.input.JsonFields;

/** The body of a subject's registration with mHealth. */
@Schema(
        requiredProperties = {"mhealthSubjectId", "subjectId"},
        example = """
                {"mhealthSubjectId": "MSUBJECT-001", "subjectId": "0A1B2C3D4E5F67890123456789ABCDEF"}
                """)
public record SubjectRegistrationRequest(
        @Schema(
                description = "The subject's id in mHealth: printable, not necessarily a UUID.",
                minLength = 1,
                maxLength = 100)
        String mhealthSubjectId,

        UUID subjectId) {

    static SubjectRegistrationRequest from(JsonFields body) {
        var request = new SubjectRegistrationRequest(
                body.requiredText("mhealthSubjectId", 1, 100), body.identifier("subjectId"));
        body.refuseOthers();
        body.problems().refuseIfAny();
        return request;
    }
}
