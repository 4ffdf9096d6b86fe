package org.openors.study;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A subject as mHealth knows it; what the study data does not say is absent. */
@JsonbPropertyOrder({"subjectId", "subjectNumber", "siteId", "mhealthSubjectId"})
@Schema(
        description = "What the study data does not say is absent.",
        requiredProperties = {"subjectId", "mhealthSubjectId"},
        example = """
                {"subjectId": "0A1B2C3D4E5F67890123456789ABCDEF", "subjectNumber": "siteA-1", "siteId": "siteA",
                 "mhealthSubjectId": "MSUBJECT-001"}
                """)
public record RegisteredSubject(
        @Schema(ref = "Identifier") String subjectId, String subjectNumber, String siteId, String mhealthSubjectId) {}
