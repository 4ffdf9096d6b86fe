package org.openors.study;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.openors.identity.SubjectKey;
import org.openors.security.SiteScope;

/** A subject of a study in one mode. It is changed under a lock on its row, so that no change is lost. */
@Entity
@Table(name = "subject")
public class Subject {

    @EmbeddedId
    private SubjectKey key;

    @Column(name = "subject_number")
    private String subjectNumber;

    @Column(name = "site_id")
    private String siteId;

    @Column(name = "m_subject_id")
    private String mSubjectId;

    protected Subject() {}

    /** Whether the subject exists for a caller with this right. */
    boolean isOf(SiteScope sites) {
        return sites.includes(siteId);
    }

    /** Gives the subject its id in mHealth. From now on the device operations demand it. */
    void assignMSubjectId(String id) {
        mSubjectId = id;
    }

    String subjectNumber() {
        return subjectNumber;
    }

    String siteId() {
        return siteId;
    }

    /** The subject's id in mHealth; null if the subject is not registered with mHealth. */
    String mSubjectId() {
        return mSubjectId;
    }
}
