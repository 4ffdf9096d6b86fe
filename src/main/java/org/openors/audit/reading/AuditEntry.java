package org.openors.audit.reading;

import java.time.Instant;
import org.openors.audit.AuditField;
import org.openors.audit.CanonicalRecord;

/**
 * A record and its place in the chain.
 *
 * @param sequence its number in the chain of the study and mode; null until it is sealed
 */
public record AuditEntry(CanonicalRecord record, Long sequence) {

    /** The field's text as in JSON; null if the record has none. */
    String text(AuditField field) {
        return record.text(field);
    }

    AuditPosition position() {
        return new AuditPosition(Instant.parse(text(AuditField.OCCURRED_AT)), record.id());
    }
}
