package org.openors.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/**
 * A study in one mode. All data belongs to exactly one of these, and every query names it.
 *
 * <p>The study may be the Max UUID: then the path named something that is not a UUID, and no study has it.
 */
@Embeddable
public class StudyMode implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "study_id")
    private UUID studyId;

    @Enumerated(EnumType.STRING)
    private Mode mode;

    public StudyMode() {}

    public StudyMode(UUID studyId, Mode mode) {
        this.studyId = Objects.requireNonNull(studyId);
        this.mode = Objects.requireNonNull(mode);
    }

    public UUID studyId() {
        return studyId;
    }

    public Mode mode() {
        return mode;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StudyMode that && studyId.equals(that.studyId) && mode == that.mode;
    }

    @Override
    public int hashCode() {
        return Objects.hash(studyId, mode);
    }

    /** The study's UUID, a slash and the mode. Encrypted settings are bound to this text. */
    @Override
    public String toString() {
        return studyId + "/" + mode;
    }
}
