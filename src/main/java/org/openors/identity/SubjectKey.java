package org.openors.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** Names one subject of one study in one mode. */
@Embeddable
public class SubjectKey implements Serializable {

    private static final long serialVersionUID = 1L;

    @Column(name = "study_id")
    private UUID studyId;

    @Enumerated(EnumType.STRING)
    private Mode mode;

    @Column(name = "subject_id")
    private UUID subjectId;

    protected SubjectKey() {}

    public SubjectKey(UUID studyId, Mode mode, UUID subjectId) {
        this.studyId = Objects.requireNonNull(studyId);
        this.mode = Objects.requireNonNull(mode);
        this.subjectId = Objects.requireNonNull(subjectId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubjectKey key
                && studyId.equals(key.studyId)
                && mode == key.mode
                && subjectId.equals(key.subjectId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(studyId, mode, subjectId);
    }
}
