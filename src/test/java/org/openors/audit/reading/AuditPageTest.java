package org.openors.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.audit.AuditField;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.audit.WrittenRecords;

class AuditPageTest {

    /** Four records of half a page each, or of more than a page. */
    @ParameterizedTest
    @CsvSource({"half, 4, 2", "half, 1, 1", "half, 2, 2", "larger, 4, 1", "short, 4, 4", "short, 3, 3"})
    void hasAsManyRecordsAsFitButAtLeastOne(String size, int limit, int count) {
        int length = switch (size) {
            case "half" -> AuditPage.MOST_TEXT / 2;
            case "larger" -> AuditPage.MOST_TEXT + 1;
            default -> 1_000;
        };
        var four = Collections.nCopies(4, ofLength(length));
        var page = AuditPage.of(four, limit);

        assertThat(page.entries()).hasSize(count);
        assertThat(page.next().isPresent()).isEqualTo(count < 4);
        assertThat(AuditPage.isFilledBy(four, limit)).isEqualTo(count < 4);
        assertThat(AuditPage.isFilledBy(List.of(), limit)).isFalse();
    }

    private static AuditEntry ofLength(int length) {
        var texts = new ArrayList<>(WrittenRecords.one(ChainName.OF_THE_SERVICE).texts());
        texts.set(AuditField.STATE_AFTER.ordinal(), "");
        int others = new AuditEntry(new CanonicalRecord(texts), null, false).length();
        texts.set(AuditField.STATE_AFTER.ordinal(), "x".repeat(length - others));
        return new AuditEntry(new CanonicalRecord(texts), null, false);
    }
}
