package org.openors.audit.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openors.audit.AuditField;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.SealTime;

/**
 * When the records of a chain were sealed, in their order. A seal of before version 8 of the schema has no time: then the
 * checkpoints before it tell the earliest.
 */
final class SealTimes {

    /** A record that waits longer is late. Two seconds are usual. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final AuditMacs macs;
    private final ChainName chain;
    private boolean isPreviousKnown;
    private Instant previous;
    private Instant earliest = Instant.MIN;
    private long late;
    private Long firstLate;

    SealTimes(AuditMacs macs, ChainName chain, boolean isBeginning) {
        this.macs = macs;
        this.chain = chain;
        this.isPreviousKnown = isBeginning;
    }

    /** Whether the time is as the service stored it, after the time of the place before. */
    boolean areAsMade(SealedRecord record) {
        if (record.sealedAt() == null || record.timeMac() == null) {
            return record.sealedAt() == null && record.timeMac() == null;
        }
        return !isPreviousKnown
                || new SealTime(chain, record.sequence(), record.recordId(), record.hash(), record.sealedAt(), previous)
                        .isGenuine(macs, record.sealKeyId(), record.timeMac());
    }

    /** @param checkpoint when a checkpoint of this place was made: later records were sealed after that */
    void accept(SealedRecord record, Optional<Instant> checkpoint) {
        var occurred = Instant.parse(record.content().text(AuditField.OCCURRED_AT));
        if (latest(record.sealedAt(), earliest).isAfter(occurred.plus(LIMIT))) {
            late++;
            firstLate = firstLate == null ? Long.valueOf(record.sequence()) : firstLate;
        }
        previous = record.sealedAt();
        isPreviousKnown = true;
        earliest = latest(checkpoint.orElse(null), earliest);
    }

    private static Instant latest(Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    /** How many records were sealed late. */
    long late() {
        return late;
    }

    /** The number of the first that was; null if there is none. */
    Long firstLate() {
        return firstLate;
    }
}
