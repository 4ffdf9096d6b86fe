package org.openors.audit.reading;

import java.time.Instant;
import org.openors.audit.AuditField;
import org.openors.audit.CanonicalRecord;

/**
 * A record as it is read.
 *
 * @param sequence its place among the study's sealed records, null until it is sealed
 */
public record AuditEntry(CanonicalRecord record, Long sequence) {

    /** The field's text as it travels, null if the record has none. */
    String text(AuditField field) {
        return record.text(field);
    }

    AuditPosition position() {
        return new AuditPosition(Instant.parse(text(AuditField.OCCURRED_AT)), record.id());
    }
}
