package org.openors.study;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.openors.identity.DeviceKey;

/** Says which subject has an inventory item. An item has at most one dispensation. Only study data changes it. */
@Entity
@Table(name = "dispensation")
public class Dispensation {

    /** How many items a subject can have: all are listed at once. */
    public static final int MOST_OF_A_SUBJECT = 1_000;

    @EmbeddedId
    private DeviceKey key;

    @Column(name = "subject_id")
    private UUID subjectId;

    protected Dispensation() {}

    /** Whether this subject has the item. */
    public boolean isTo(UUID subject) {
        return subjectId.equals(subject);
    }
}
