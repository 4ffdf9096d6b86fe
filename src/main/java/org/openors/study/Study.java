package org.openors.study;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.openors.identity.StudyMode;

/** A study in one mode. It is known to callers as soon as it has a version. Only study data changes it. */
@Entity
@Table(name = "study_mode")
public class Study {

    @EmbeddedId
    private StudyMode key;

    private String title;
    private String version;

    protected Study() {}

    /** Whether the study is known to callers in this mode. */
    boolean hasVersion() {
        return version != null;
    }
}
