package org.openors.study;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.UUID;
import org.openors.wire.Identifier;

/** A subject as mHealth knows it; what the study data does not say is absent. */
@JsonbPropertyOrder({"subjectId", "subjectNumber", "siteId", "mhealthSubjectId"})
public record RegisteredSubject(String subjectId, String subjectNumber, String siteId, String mhealthSubjectId) {

    static RegisteredSubject of(UUID subjectId, Subject subject) {
        return new RegisteredSubject(
                Identifier.format(subjectId), subject.subjectNumber(), subject.siteId(), subject.mSubjectId());
    }
}
