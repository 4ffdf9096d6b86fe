package org.openors.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** Names one subject of a study in one mode. */
@Embeddable
public class SubjectKey implements Serializable {
    private static final long serialVersionUID = 1L;

    @Embedded
    private StudyMode study;

    @Column(name = "subject_id")
    private UUID subjectId;

    public SubjectKey() {}

    public SubjectKey(StudyMode study, UUID subjectId) {
        this.study = Objects.requireNonNull(study);
        this.subjectId = Objects.requireNonNull(subjectId);
    }

    public StudyMode study() {
        return study;
    }

    public UUID subjectId() {
        return subjectId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubjectKey that && study.equals(that.study) && subjectId.equals(that.subjectId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(study, subjectId);
    }
}
