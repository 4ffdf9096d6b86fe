package org.openors.study;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.identity.Identifier;

/** Some of the subjects that were found. */
@JsonbPropertyOrder({"subjects", "next"})
@Schema(requiredProperties = "subjects", example = """
                {"subjects": [
                  {"subjectId": "0A1B2C3D4E5F67890123456789ABCDEF", "subjectNumber": "siteA-1", "siteId": "siteA",
                   "mSubjectId": "MSUBJECT-001"}],
                 "next": "AAoPGiQuODk0NTY3ODk6OzxzaXRlQS0x"}
                """)
public record SubjectPage(
        List<Found> subjects,

        @Schema(description = "The `after` of the following page; absent on the last one.")
        String next) {

    /** A subject; what study data does not say is absent. */
    @JsonbPropertyOrder({"subjectId", "subjectNumber", "siteId", "mSubjectId"})
    @Schema(name = "FoundSubject", requiredProperties = "subjectId")
    public record Found(
            @Schema(ref = "Identifier") String subjectId, String subjectNumber, String siteId, String mSubjectId) {}

    /** The page that up to {@code limit} of these are; one more shows that others follow. */
    static SubjectPage of(List<FoundSubject> found, int limit) {
        var shown = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? shown.get(limit - 1).position().text() : null;
        return new SubjectPage(
                shown.stream()
                        .map(subject -> new Found(
                                Identifier.format(subject.subjectId()),
                                subject.subjectNumber(),
                                subject.siteId(),
                                subject.mSubjectId()))
                        .toList(),
                next);
    }
}
