package org.openors.study;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.openors.identity.StudyMode;

/** A study in one mode. Callers know it from the moment on which it has a version. Only study data changes it. */
@Entity
@Table(name = "study_mode")
public class Study {

    @EmbeddedId
    private StudyMode key;

    private String title;
    private String version;

    protected Study() {}

    /** Whether callers know the study in this mode. */
    boolean hasVersion() {
        return version != null;
    }
}
