package org.openors.audit.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openors.audit.AuditField;
import org.openors.audit.AuditMacs;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.audit.SealTime;
import org.openors.audit.WrittenRecords;

/** A chain in memory, whose records are sealed one after the other with the key 1. */
final class SealedChain {

    private final ChainName name;
    private final AuditMacs macs;
    private final List<SealedRecord> records = new ArrayList<>();
    private byte[] hash;
    private Instant previous;

    SealedChain(ChainName name, AuditMacs macs) {
        this.name = name;
        this.macs = macs;
        hash = macs.start(name, "1").orElseThrow();
    }

    List<SealedRecord> records() {
        return records;
    }

    /** Seals a new record for each, which waited so long. */
    void seal(Duration... waits) {
        for (var wait : waits) {
            seal(WrittenRecords.one(name), wait);
        }
    }

    /** Seals the record, whatever chain it names. */
    void seal(CanonicalRecord record, Duration wait) {
        var mac = WrittenRecords.macOf(record, macs);
        long sequence = records.size() + 1L;
        hash = macs.link(hash, mac, "1").orElseThrow();
        var sealedAt = Instant.parse(record.text(AuditField.OCCURRED_AT)).plus(wait);
        var timeMac = new SealTime(name, sequence, record.id(), hash, sealedAt, previous).sign(macs, "1");
        records.add(new SealedRecord(sequence, record.id(), record, "1", mac, "1", hash, sealedAt, timeMac));
        previous = sealedAt;
    }

    /** Adds a record and a seal that were made without the key. */
    void forge() {
        var record = WrittenRecords.one(name);
        var none = new byte[32];
        records.add(new SealedRecord(records.size() + 1L, record.id(), record, "1", none, "1", none, null, null));
    }

    /** Gives a seal another time. */
    void change(int index, Instant sealedAt, byte[] timeMac) {
        var old = records.get(index);
        change(index, old.content(), old.sealKeyId(), sealedAt, timeMac);
    }

    /** Takes a record away and leaves its seal. */
    void remove(int index) {
        var old = records.get(index);
        change(index, null, old.sealKeyId(), old.sealedAt(), old.timeMac());
    }

    /** Has a seal name another key. */
    void nameKey(int index, String keyId) {
        var old = records.get(index);
        change(index, old.content(), keyId, old.sealedAt(), old.timeMac());
    }

    private void change(int index, CanonicalRecord content, String sealKeyId, Instant sealedAt, byte[] timeMac) {
        var old = records.get(index);
        records.set(
                index,
                new SealedRecord(
                        old.sequence(),
                        old.recordId(),
                        content,
                        old.keyId(),
                        old.mac(),
                        sealKeyId,
                        old.hash(),
                        sealedAt,
                        timeMac));
    }
}
