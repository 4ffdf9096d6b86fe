package org.openors.audit.reading;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.openors.audit.AuditAction;
import org.openors.audit.AuditField;
import org.openors.audit.CanonicalRecord;

/**
 * A record and its place in the chain.
 *
 * @param sequence its number in the chain of the study and mode; null until it is sealed
 * @param isForSites whether the reader's right is for some sites. Then nothing is told of subjects of others: not who had an
 *     item before, and not how many records there are between two
 */
public record AuditEntry(CanonicalRecord record, Long sequence, boolean isForSites) {

    public AuditEntry {
        sequence = isForSites ? null : sequence;
    }

    /** The field's text as in JSON; null if the record has none. */
    String text(AuditField field) {
        return isForSites && field == AuditField.STATE_BEFORE && isOfADispensation() ? null : record.text(field);
    }

    private boolean isOfADispensation() {
        return AuditAction.DISPENSE_ITEM.name().equals(record.text(AuditField.ACTION));
    }

    /** The number of characters of its texts. */
    int length() {
        return Arrays.stream(AuditField.values())
                .map(this::text)
                .filter(Objects::nonNull)
                .mapToInt(String::length)
                .sum();
    }

    AuditPosition position() {
        return new AuditPosition(Instant.parse(text(AuditField.OCCURRED_AT)), record.id());
    }
}
